/** Finds the seven beats among a lesson's headings: each once, in order, each with the blocks it lives by. */
import { nearestWord } from '../../scenarios/index.ts';
import type { BeatName } from '../lesson.ts';
import { BEAT_NAMES, BEAT_TITLES } from '../lesson.ts';
import type { BlockWord } from '../written/block-schemas.ts';
import { BLOCK_WORDS } from '../written/block-schemas.ts';
import type { LessonText, Section } from './markdown.ts';
import type { Problems } from './problem.ts';
import { unknownWord } from './unknown-word.ts';

export interface BeatSection {
  readonly name: BeatName;
  readonly section: Section;
}

/** Blocks that may stand in any beat. */
const ANYWHERE: readonly BlockWord[] = ['scenario', 'quiz', 'text'];

const ALLOWED: Readonly<Record<BeatName, readonly BlockWord[]>> = {
  hook: [],
  predict: ['predict'],
  run: ['run'],
  explain: ['explain'],
  investigate: ['predict', 'run', 'compare'],
  fix: ['fix'],
  say: ['say'],
};

/** What a beat is without: nothing to predict, nothing to run. */
const NEEDED: Readonly<Partial<Record<BeatName, BlockWord>>> = {
  predict: 'predict',
  run: 'run',
  explain: 'explain',
  investigate: 'compare',
  fix: 'fix',
  say: 'say',
};

/** The beats that were found, in the order of the file. */
export function findBeats(text: LessonText, problems: Problems): readonly BeatSection[] {
  const found: BeatSection[] = [];
  for (const section of text.sections) {
    const name = BEAT_NAMES.find((each) => BEAT_TITLES[each] === section.title);
    if (name === undefined) complainOfHeading(section, problems);
    else if (found.some((beat) => beat.name === name)) {
      problems.add(section.place, 'E-BEATS', `"## ${section.title}" is here already: join the two`);
    } else {
      complainOfOrder(name, section, found, problems);
      found.push({ name, section });
    }
  }
  for (const name of BEAT_NAMES) {
    if (found.some((beat) => beat.name === name) || isMisspelt(name, text.sections)) continue;
    const titles = BEAT_NAMES.map((each) => BEAT_TITLES[each]).join(', ');
    const message = `the heading "## ${BEAT_TITLES[name]}" is missing; a lesson has ${titles}`;
    problems.add(text.end, 'E-BEATS', message);
  }
  for (const beat of found) checkBlocks(beat, problems);
  return found;
}

/** One slip is one problem: a beat whose heading is misspelt is not missing as well. */
function isMisspelt(name: BeatName, sections: readonly Section[]): boolean {
  const titles = Object.values(BEAT_TITLES);
  return sections.some(({ title }) => nearestWord(title, titles) === BEAT_TITLES[name]);
}

function complainOfHeading({ title, place }: Section, problems: Problems): void {
  problems.add(place, 'E-BEATS', unknownWord('beat', title, Object.values(BEAT_TITLES)));
}

function complainOfOrder(
  name: BeatName,
  { title, place }: Section,
  before: readonly BeatSection[],
  problems: Problems,
): void {
  const later = before.find((beat) => BEAT_NAMES.indexOf(beat.name) > BEAT_NAMES.indexOf(name));
  if (later === undefined) return;
  const message = `"## ${title}" comes before "## ${BEAT_TITLES[later.name]}", not after it`;
  problems.add(place, 'E-BEATS', message);
}

function checkBlocks({ name, section }: BeatSection, problems: Problems): void {
  const allowed = [...ALLOWED[name], ...ANYWHERE];
  const words: string[] = [];
  const before = problems.count;
  for (const part of section.parts) {
    if (part.part !== 'block') continue;
    const { word, place } = part;
    // The word stands behind the three signs of the fence.
    const wordPlace = { line: place.line, column: place.column + 3 };
    words.push(word);
    if (!(BLOCK_WORDS as readonly string[]).includes(word)) {
      problems.add(wordPlace, 'E-BLOCK', unknownWord('block', word, BLOCK_WORDS));
    } else if (!allowed.includes(word as BlockWord)) {
      const home = homeOf(word as BlockWord);
      problems.add(wordPlace, 'E-BLOCK', `a "${word}" block belongs under "## ${home}"`);
    }
  }
  const needed = NEEDED[name];
  // A block with a wrong word was probably meant to be the one that is needed.
  const isInDoubt = !section.isWhole || problems.count > before;
  if (needed === undefined || words.includes(needed) || isInDoubt) return;
  const message = `"## ${section.title}" needs a block: \`\`\`${needed}`;
  problems.add(section.place, 'E-BEATS', message);
}

function homeOf(word: BlockWord): string {
  const beat = BEAT_NAMES.find((name) => ALLOWED[name].includes(word));
  return beat === undefined ? 'any beat' : BEAT_TITLES[beat];
}
