/** The model tells the stories that were recorded from PostgreSQL 15: answers, waits and error codes. */
import { describe, expect, test } from 'vitest';
import { playOnModel } from '../../postgresql-server/model-sessions.ts';
import { STORIES } from '../../postgresql-server/stories.ts';
import recorded from './recorded.json' with { type: 'json' };

const answers: Readonly<Record<string, readonly (readonly string[])[]>> = recorded;

describe('PostgreSQL and the model answer the same', () => {
  test.each(STORIES)('$name', (story) => {
    const told = (played: readonly (readonly string[])[] | undefined) =>
      story.steps.map((step, at) => [step, ...(played?.[at] ?? [])]);
    expect(told(playOnModel(story))).toEqual(told(answers[story.name]));
  });

  test('every recorded story is told', () => {
    expect(Object.keys(answers)).toEqual(STORIES.map(({ name }) => name));
  });
});
