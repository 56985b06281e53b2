/** A lesson without mistakes: what it becomes. */
import { describe, expect, test } from 'vitest';
import type { Beat, Lesson } from '../../src/lesson/index.ts';
import { complaints, parseSmall, SMALL_LESSON, withChange } from './small-lesson.ts';

function smallLesson(): Lesson {
  const parsed = parseSmall();
  if (!parsed.ok) throw new Error(complaints(SMALL_LESSON).join('\n'));
  return parsed.lesson;
}

function partsOf(name: Beat['name']): Beat['parts'] {
  return smallLesson().beats.find((beat) => beat.name === name)!.parts;
}

describe('a lesson without mistakes', () => {
  test('has no problems and seven beats in order', () => {
    expect(complaints(SMALL_LESSON)).toEqual([]);
    const names = smallLesson().beats.map(({ name }) => name);
    expect(names).toEqual(['hook', 'predict', 'run', 'explain', 'investigate', 'fix', 'say']);
  });

  test('becomes plain data: a copy through JSON is the same lesson', () => {
    const lesson = smallLesson();
    expect(JSON.parse(JSON.stringify(lesson))).toEqual(lesson);
  });

  test('becomes a scenario of the engine, with the nodes in drawing order', () => {
    const { name, scenario } = smallLesson().scenarios[0]!;
    expect(name).toBe('lost-ack');
    expect(scenario.nodes.map((node) => `${node.name}: ${node.kind}`)).toEqual([
      'ana: phone',
      'ben: phone',
      'balancer: load-balancer',
      'server-1: chat-server',
      'server-7: chat-server',
      'redis: redis',
      'kafka: kafka',
      'cassandra: cassandra',
      'notifier: notification-service',
      'push: push-provider',
    ]);
    expect(scenario.nodes[0]!.settings).toEqual({ user: 'ana', platform: 'ios' });
    expect(scenario.conversations).toEqual([{ name: 'chat', members: ['ana', 'ben'] }]);
    expect(scenario.script).toEqual([
      {
        atMs: 1000,
        action: {
          do: 'operate',
          phone: 'ana',
          operation: { act: 'type', conversation: 'chat', text: 'Meet at six?' },
        },
      },
      { atMs: 500, action: { do: 'drop', packet: 'publishAck', message: 'ana/m1', nth: 1 } },
    ]);
    expect([scenario.durationMs, scenario.checks]).toEqual([20_000, ['shown-once']]);
  });

  test('may hold a packet up as well as lose it', () => {
    const text = withChange(
      'drop: publishAck, message',
      'delay: publishAck, by: 2s, nth: 3, message',
    );
    const parsed = parseSmall(text);
    if (!parsed.ok) throw new Error(complaints(text).join('\n'));
    expect(parsed.lesson.scenarios[0]!.scenario.script[1]).toEqual({
      atMs: 500,
      action: { do: 'delay', packet: 'publishAck', message: 'ana/m1', nth: 3, addMs: 2000 },
    });
    const without = withChange('drop: publishAck, message', 'delay: publishAk, message');
    expect(complaints(without).join(' ')).toContain('missing field "by", which "delay" needs');
  });

  test('keeps prose as a tree of our own', () => {
    expect(partsOf('hook')).toEqual([
      {
        kind: 'prose',
        prose: {
          type: 'paragraph',
          children: [
            { type: 'text', text: "Ana's " },
            { type: 'emphasis', children: [{ type: 'text', text: 'phone' }] },
            { type: 'text', text: ' asks ' },
            { type: 'strong', children: [{ type: 'text', text: 'twice' }] },
            { type: 'text', text: '; see ' },
            {
              type: 'link',
              url: 'https://example.org/a',
              children: [{ type: 'text', text: 'the list' }],
            },
            { type: 'text', text: '.' },
          ],
        },
      },
    ]);
  });

  test('gives a prediction the setup of the run that answers it', () => {
    const [predict] = partsOf('predict');
    expect(predict).toMatchObject({
      kind: 'predict',
      run: 'run-1',
      setup: { scenario: 'lost-ack', seed: '7', design: {}, edits: [] },
      options: [{ happens: false }, { happens: true }],
    });
  });

  test('codes the words of a pattern as records hold them', () => {
    const [run] = partsOf('run');
    const fact = run?.kind === 'run' ? run.facts[0]! : undefined;
    expect(fact!.claim).toMatchObject({
      claim: 'count',
      of: {
        kind: 'lost',
        fields: [
          { name: 'packet', column: 'b', as: 'text', texts: ['publishAck'] },
          { name: 'reason', column: 'c', as: 'code', codes: [3] },
        ],
      },
      least: 1,
      most: 1,
    });
  });
});
