/** The guides by subject: what is the same thing to do for each server stands in one row of `/guides/`. */
import type { RunPage } from '../../content/index.ts';
import { displayName, type LessonError, type ServerName, type Stage, servers, stages } from '../../lesson/index.ts';

export interface Subject {
  /** Last part of the address: `federation`. */
  readonly name: string;
  readonly title: string;
  /** In the order of `servers`; the page for any server, when there is one, comes first. */
  readonly pages: readonly RunPage[];
}

export interface StageOfGuides {
  readonly stage: Stage;
  readonly title: string;
  readonly about: string;
  readonly subjects: readonly Subject[];
}

const words: Readonly<Record<Stage, { readonly title: string; readonly about: string }>> = {
  decide: { title: 'Decide', about: 'Before there is a server.' },
  'set-up': {
    title: 'Set up',
    about: 'From an empty machine to messages with other servers. Each page starts where the one before ends.',
  },
  'before-you-open': {
    title: 'Before you let anyone in',
    about: 'What to look at before people rely on the server, and again after each upgrade.',
  },
  'look-after': { title: 'Look after it', about: 'What a running server needs, week after week.' },
  'when-it-breaks': { title: 'When it breaks', about: 'Ways from what you see to what is wrong.' },
  grow: { title: 'Grow', about: 'More people, more machines, another machine.' },
};

/** The words of the six stages, for lists of what may be written. */
export const stageTitle = (stage: Stage): string => words[stage].title;

/** Last part of a page's address. */
export const subjectOf = ({ lesson }: RunPage): string => lesson.slug.split('/').at(-1) ?? lesson.slug;

const stageRank = ({ lesson }: RunPage): number =>
  lesson.stage === undefined ? stages.length : stages.indexOf(lesson.stage);

/**
 * Pages by stage, then by how many pages come before them: the same order for each server. Where two are equal, a subject of more
 * servers comes before one of fewer.
 */
export function compareGuides(pages: readonly RunPage[]): (a: RunPage, b: RunPage) => number {
  const bySlug = new Map(pages.map((page) => [page.lesson.slug, page]));
  const depth = ({ lesson }: RunPage, seen = 0): number => {
    const before = bySlug.get(lesson.after ?? Object.values(lesson.afters ?? {})[0] ?? '');
    // Pages that start from each other are refused by the lab; here they must not hang the build.
    return before === undefined || seen > pages.length ? seen : depth(before, seen + 1);
  };
  const shared = (page: RunPage) => pages.filter((other) => subjectOf(other) === subjectOf(page)).length;
  return (a, b) =>
    stageRank(a) - stageRank(b) ||
    depth(a) - depth(b) ||
    shared(b) - shared(a) ||
    subjectOf(a).localeCompare(subjectOf(b), 'en');
}

const serverRank = (server: ServerName | undefined): number => (server === undefined ? -1 : servers.indexOf(server));

/** The stages that have guides, in the order of an operator's life. Pages must have passed `subjectProblems`. */
export function stagesOf(pages: readonly RunPage[]): readonly StageOfGuides[] {
  const sorted = pages.toSorted(compareGuides(pages));
  return stages.flatMap((stage) => {
    const here = sorted.filter(({ lesson }) => lesson.stage === stage);
    const subjects = [...new Set(here.map(subjectOf))].map((name): Subject => {
      const own = here.filter((page) => subjectOf(page) === name);
      const ranked = own.toSorted((a, b) => serverRank(a.lesson.server) - serverRank(b.lesson.server));
      return { name, title: own[0]?.lesson.title ?? name, pages: ranked };
    });
    return subjects.length === 0 ? [] : [{ stage, ...words[stage], subjects }];
  });
}

/**
 * What would tear a subject apart: a page without a stage, or with another stage or title than the same subject has for
 * another server, or with a server's name in its title.
 */
export function subjectProblems(pages: readonly RunPage[]): readonly LessonError[] {
  return pages.flatMap((page) => {
    const { lesson, path } = page;
    const tell = (plain: string): LessonError => ({ path, line: 1, plain });
    if (lesson.stage === undefined) {
      const known = stages.map((stage) => `${stage} (${stageTitle(stage)})`).join(', ');
      return [tell(`The page is in no stage, so /guides/ cannot list it. Write stage: and one of: ${known}.`)];
    }
    const named = servers.find((server) => lesson.server !== undefined && lesson.title.includes(displayName(server)));
    if (named !== undefined) {
      const plain = `The title "${lesson.title}" names ${displayName(named)}. Leave the name out: the site adds it, and the subject has one title for all servers.`;
      return [tell(plain)];
    }
    const first = pages.find((other) => subjectOf(other) === subjectOf(page));
    if (first === undefined || first === page) return [];
    const wrong = (key: string, mine: string, theirs: string | undefined): readonly LessonError[] =>
      mine === theirs
        ? []
        : [
            tell(
              `"${key}" is "${mine}", and "${theirs}" in ${first.path}, the same subject. Write the same in both, or give one of the pages another last part of its address.`,
            ),
          ];
    return [...wrong('title', lesson.title, first.lesson.title), ...wrong('stage', lesson.stage, first.lesson.stage)];
  });
}
