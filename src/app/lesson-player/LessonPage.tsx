/** The page of a lesson: one that came with the site, or one that was opened from a file. */
import { useEffect, useState } from 'react';
import { useParams } from 'wouter';
import type { Lesson } from '../../lesson/index.ts';
import { useTitle } from '../shell/index.ts';
import { LESSON_IDS, loadLesson } from './lesson-files.ts';
import { LessonPlayer } from './LessonPlayer.tsx';
import { MissingLesson } from './MissingLesson.tsx';
import { FILE_ID, useOpenedLesson } from './open/opened-lesson.ts';
import { DropTarget } from './open/DropTarget.tsx';
import { OpenLesson } from './open/OpenLesson.tsx';
import styles from './LessonPage.module.css';

export default function LessonPage() {
  const { id = '' } = useParams();
  return (
    <DropTarget>
      {id === FILE_ID ? <LessonFromFile /> : <LessonOfSite key={id} id={id.toUpperCase()} />}
    </DropTarget>
  );
}

function LessonFromFile() {
  const opened = useOpenedLesson((state) => state.lesson);
  useTitle(opened?.title ?? 'A lesson of your own');
  if (opened === null) return <OpenLesson />;
  // Another file, or a newer version of it, is another lesson.
  return <LessonPlayer key={JSON.stringify(opened)} lesson={opened} storageId={null} />;
}

function LessonOfSite({ id }: { readonly id: string }) {
  const lesson = useLoaded(id);
  useTitle(lesson === undefined ? id : `${id} ${lesson.title}`);
  if (!LESSON_IDS.includes(id)) return <MissingLesson id={id} />;
  if (lesson === undefined) return <p className={styles.waiting}>Opening the lesson …</p>;
  return <LessonPlayer lesson={lesson} storageId={lesson.id} />;
}

/** Undefined until it is there. What fails to arrive is told by the boundary around the page. */
function useLoaded(id: string): Lesson | undefined {
  const [loaded, setLoaded] = useState<Lesson | Error>();
  useEffect(() => {
    let isLeft = false;
    loadLesson(id)?.then(
      (lesson) => !isLeft && setLoaded(lesson),
      (error: unknown) =>
        !isLeft && setLoaded(error instanceof Error ? error : new Error(String(error))),
    );
    return () => {
      isLeft = true;
    };
  }, [id]);
  if (loaded instanceof Error) throw loaded;
  return loaded;
}
