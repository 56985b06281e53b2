/** Lets a lesson file be dropped anywhere on the page, and tells what is wrong with one. */
import { useState, type DragEvent, type ReactNode } from 'react';
import { Dialog } from '../../theme/index.ts';
import { dismissProblems, openLessonFile, useOpenedLesson } from './opened-lesson.ts';
import { ProblemList } from './ProblemList.tsx';
import styles from './Open.module.css';

const hasFile = ({ dataTransfer }: DragEvent): boolean => dataTransfer.types.includes('Files');

export function DropTarget({ children }: { readonly children: ReactNode }) {
  const [isOver, setOver] = useState(false);
  const problems = useOpenedLesson((state) => state.problems);
  const fileName = useOpenedLesson((state) => state.fileName);
  return (
    // Dropping is for pointers; the same is done by the button that opens a file.
    // oxlint-disable-next-line jsx-a11y/no-static-element-interactions -- the button does the same
    <div
      className={styles.target}
      data-over={isOver || undefined}
      onDragOver={(event) => {
        if (!hasFile(event)) return;
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        setOver(false);
        const [file] = event.dataTransfer.files;
        if (file === undefined) return;
        event.preventDefault();
        void openLessonFile(file);
      }}
    >
      {children}
      <Dialog
        open={problems.length > 0}
        onClose={dismissProblems}
        title={`${fileName} is not a lesson yet`}
      >
        <ProblemList fileName={fileName} problems={problems} />
      </Dialog>
    </div>
  );
}
