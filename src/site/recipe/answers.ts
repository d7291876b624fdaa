/** What the servers answered to each expected reply, side by side, from the recorded evidence and from nothing else. */
import { format } from '../../../playground/stanza/index.ts';
import { contentFolder, type RunPage, readAllHabits } from '../../content/index.ts';
import {
  type AnswerRow,
  answersOf,
  type Explanation,
  type Lesson,
  type RecipeResult,
  type ServerAnswer,
  type Verdict,
  verdictOf,
} from '../../lesson/index.ts';
import { markedText, type Piece } from './marked.ts';

/** What the servers answered to a recipe, and what is said of it. */
export interface Answers {
  /** A row for each expected reply; results that are about another version of the page are left out. */
  readonly rows: readonly AnswerRow[];
  /** Whether a sentence holds for many recipes. */
  readonly isHabit: (explanation: Explanation) => boolean;
}

export async function readAnswers({ lesson, recorded }: RunPage): Promise<Answers> {
  const habits = await readAllHabits(contentFolder);
  return { rows: answersOf(lesson, recorded, habits), isHabit: (explanation) => habits.includes(explanation) };
}

/** What came, laid out over lines; what differs from the first server's answer is marked. */
export function piecesOf(answer: ServerAnswer): readonly (readonly Piece[])[] {
  if (answer.diff) return [markedText(answer.diff.tree)];
  return answer.texts.map((text) => {
    const laidOut = format(text, { stream: true, width: 58 });
    return [{ text: laidOut.ok ? laidOut.text : text, mark: 'same' }];
  });
}

/** The sentences about an answer, each once. */
export function sentencesOf({ differences }: ServerAnswer): readonly Explanation[] {
  return [...new Set(differences.flatMap(({ explanation }) => explanation ?? []))];
}

/** What a server's run of a recipe came to. */
export interface Cell {
  readonly verdict: Verdict;
  readonly version: string;
  /** ISO. */
  readonly date: string;
  readonly reason: string | undefined;
  /** Sections that this server deviates from in this recipe, each once; not those that it deviates from everywhere. */
  readonly deviations: readonly string[];
  /** The block where it can be seen; absent: the answers as a whole. */
  readonly step: string | undefined;
}

export interface Outcome {
  readonly recipe: RunPage;
  /** A server of which nothing was recorded has none. */
  readonly cells: ReadonlyMap<ServerAnswer['server'], Cell>;
  readonly deviations: readonly Deviation[];
}

/** What a recipe came to on each server. All of it in one go, since comparing the answers is what takes long. */
export async function outcomeOf(recipe: RunPage): Promise<Outcome> {
  const answers = await readAnswers(recipe);
  const deviations = deviationsOf(answers.rows);
  const results = recipe.recorded?.results ?? [];
  const cells = new Map(results.map((result) => [result.server, cellOf(recipe.lesson, result, answers, deviations)]));
  return { recipe, cells, deviations };
}

function cellOf(
  lesson: Lesson,
  result: RecipeResult,
  { rows, isHabit }: Answers,
  deviations: readonly Deviation[],
): Cell {
  const { server, version, date, reason } = result;
  const own = deviations.filter(({ who, explanation }) => who.includes(server) && !isHabit(explanation));
  const missed = rows.find(({ answers }) => answers.some((one) => one.server === server && one.status === 'failed'));
  return {
    verdict: verdictOf(lesson, result, rows),
    version,
    date,
    reason,
    deviations: [...new Set(own.flatMap(({ explanation }) => explanation.specification ?? []))],
    step: (missed?.step ?? own[0]?.row.step)?.id,
  };
}

export interface Deviation {
  readonly explanation: Explanation;
  readonly row: AnswerRow;
  readonly who: readonly ServerAnswer['server'][];
}

/** Every deviation that the recipe names, once, in the order of the page. */
export function deviationsOf(rows: readonly AnswerRow[]): readonly Deviation[] {
  const found = new Map<Explanation, Deviation>();
  for (const row of rows) {
    for (const explanation of row.answers.flatMap(sentencesOf)) {
      if (explanation.verdict !== 'deviation' || found.has(explanation)) continue;
      found.set(explanation, { explanation, row, who: explanation.deviates ?? explanation.servers });
    }
  }
  return [...found.values()];
}
