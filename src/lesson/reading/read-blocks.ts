/** Reads the YAML of every fenced block and holds it against its schema. Meaning comes later. */
import { Spot } from '../compile/spot.ts';
import type { BeatName } from '../lesson.ts';
import type { ProseBlock } from '../prose.ts';
import type { WrittenFrontMatter } from '../written/front-matter.ts';
import type { BlockWord, LessonSchemas } from '../written/block-schemas.ts';
import { BLOCK_WORDS } from '../written/block-schemas.ts';
import type { WrittenQuiz } from '../written/quiz-schemas.ts';
import type {
  WrittenCompare,
  WrittenExplain,
  WrittenFix,
  WrittenPredict,
  WrittenRun,
  WrittenSay,
} from '../written/beat-schemas.ts';
import type { WrittenScenario } from '../written/scenario-schema.ts';
import type { BeatSection } from './beat-headings.ts';
import type { SectionPart, YamlPiece } from './markdown.ts';
import type { Place, Problems } from './problem.ts';
import { readShape } from './schema-problems.ts';
import { unknownWord } from './unknown-word.ts';
import type { PlacedData } from './yaml-text.ts';
import { readYaml } from './yaml-text.ts';

interface WrittenByWord {
  scenario: WrittenScenario;
  predict: WrittenPredict;
  run: WrittenRun;
  explain: WrittenExplain;
  compare: WrittenCompare;
  fix: WrittenFix;
  say: WrittenSay;
  quiz: WrittenQuiz;
}

/** A block whose fields have the right shapes, with its place in the file. */
export type ReadBlock = {
  [Word in keyof WrittenByWord]: {
    readonly word: Word;
    readonly written: WrittenByWord[Word];
    readonly spot: Spot;
    /** Of the opening fence. */
    readonly place: Place;
  };
}[keyof WrittenByWord];

export type ReadPart = ReadBlock | { readonly word: 'prose'; readonly prose: ProseBlock };

export interface ReadBeat {
  readonly name: BeatName;
  readonly place: Place;
  readonly parts: readonly ReadPart[];
  /** False when a block of it could not be read, and so is not among the parts. */
  readonly isWhole: boolean;
}

export function readBeat(
  { name, section }: BeatSection,
  schemas: LessonSchemas,
  problems: Problems,
): ReadBeat {
  const parts = section.parts.flatMap((part) => {
    const read = readPart(part, schemas, problems);
    return read === undefined ? [] : [read];
  });
  const isWhole = parts.length === section.parts.length && section.isWhole;
  return { name, place: section.place, parts, isWhole };
}

function readPart(
  part: SectionPart,
  schemas: LessonSchemas,
  problems: Problems,
): ReadPart | undefined {
  if (part.part === 'prose') return { word: 'prose', prose: part.prose };
  const word = part.word as BlockWord;
  if (word === 'text') return { word: 'prose', prose: { type: 'listing', text: part.text } };
  // What word it is was looked at with the headings.
  if (!BLOCK_WORDS.includes(word)) return undefined;
  const placed = readYaml(part.text, part.firstLine, problems);
  if (placed === undefined) return undefined;
  const schema = word === 'quiz' ? quizSchema(placed, schemas, problems) : schemas[word];
  if (schema === undefined) return undefined;
  const written = readShape(placed, schema, problems);
  if (written === undefined) return undefined;
  const spot = new Spot(placed, [], problems);
  // The word decides the schema, and the schema the type; the compiler cannot follow the pair.
  return { word, written, spot, place: part.place } as ReadBlock;
}

/** A quiz item says its type, and the type says what else it holds. */
function quizSchema(placed: PlacedData, schemas: LessonSchemas, problems: Problems) {
  const { data } = placed;
  const type: unknown =
    typeof data === 'object' && data !== null && 'type' in data ? data.type : '';
  const types = Object.keys(schemas.quiz);
  if (typeof type === 'string' && types.includes(type)) {
    return schemas.quiz[type as keyof typeof schemas.quiz];
  }
  if (type === '') problems.add(placed.at([]), 'E-FIELD', 'missing field "type"');
  else problems.add(placed.at(['type']), 'E-TYPE', unknownWord('type', String(type), types));
  return undefined;
}

export function readFrontMatter(
  piece: YamlPiece | undefined,
  schemas: LessonSchemas,
  problems: Problems,
): { readonly written: WrittenFrontMatter; readonly spot: Spot } | undefined {
  if (piece === undefined) return undefined;
  const placed = readYaml(piece.text, piece.firstLine, problems);
  if (placed === undefined) return undefined;
  const written = readShape(placed, schemas.frontMatter, problems);
  return written === undefined ? undefined : { written, spot: new Spot(placed, [], problems) };
}
