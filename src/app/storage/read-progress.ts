/** Rebuilds progress from stored text. What is not ours is left out; what is later is not touched. */
import { Field, Misread, parseStrictly } from '../share/strict-json.ts';
import { joined, NO_PROGRESS, type Beats, type Progress, type Setting } from './progress.ts';

export type ReadProgress =
  | { readonly progress: Progress }
  /** Written by a later version of this page: to be kept as it is. */
  | { readonly newer: true }
  | { readonly sentence: string };

const KEYS_MAX = 1000;

export function readProgress(text: string): ReadProgress {
  try {
    const field = new Field(parseStrictly(text));
    if (field.get('version').whole(1) > 1) return { newer: true };
    const lessons = tableOf(field.get('lessons'), beatsOf);
    const settings = tableOf(field.get('settings'), settingOf);
    // Joined with nothing, for its keys to be in order.
    return { progress: joined(NO_PROGRESS, { version: 1, lessons, settings }) };
  } catch (error) {
    if (error instanceof Misread) return { sentence: error.message };
    throw error;
  }
}

function tableOf<Value>(field: Field, read: (field: Field) => Value): Record<string, Value> {
  const { value } = field;
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return field.fail('is not an object');
  }
  const keys = Object.keys(value);
  if (keys.length > KEYS_MAX) return field.fail(`has more than ${KEYS_MAX} entries`);
  return Object.fromEntries(keys.map((key) => [key, read(field.get(key))]));
}

const beatsOf = (field: Field): Beats =>
  tableOf(field, (beat) => {
    const result = beat.number();
    return result >= 0 && result <= 1 ? result : beat.fail('is not from 0 to 1');
  });

function settingOf(field: Field): Setting {
  const { value } = field.get('value');
  const isPlain = typeof value === 'string' || typeof value === 'boolean' || Number.isFinite(value);
  if (!isPlain) return field.get('value').fail('is no text, number or truth');
  return { value: value as Setting['value'], at: field.get('at').whole() };
}
