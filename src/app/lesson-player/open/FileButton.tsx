/** A button that asks for a lesson file. */
import { useRef, type ReactNode } from 'react';
import { FolderOpen } from 'lucide-react';
import { Button, type ButtonProps } from '../../theme/index.ts';
import { openLessonFile } from './opened-lesson.ts';

export interface FileButtonProps {
  readonly look?: NonNullable<ButtonProps['look']>;
  readonly children: ReactNode;
}

export function FileButton({ look = 'plain', children }: FileButtonProps) {
  const input = useRef<HTMLInputElement>(null);
  return (
    <>
      <Button look={look} Icon={FolderOpen} onClick={() => input.current?.click()}>
        {children}
      </Button>
      <input
        ref={input}
        type="file"
        accept=".md,text/markdown,text/plain"
        className="heard"
        tabIndex={-1}
        aria-label="Lesson file"
        onChange={({ target }) => {
          const [file] = target.files ?? [];
          if (file !== undefined) void openLessonFile(file);
          // So that the same file, once mended, can be chosen again.
          target.value = '';
        }}
      />
    </>
  );
}
