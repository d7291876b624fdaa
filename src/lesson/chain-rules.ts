/** Rules about a page together with the pages before it: what a reader would lack, and what no reader should see. Pure. */
import { made, type Things } from './changes.ts';
import type { Complaint } from './frontmatter.ts';
import { isOnReadersPath } from './runs.ts';
import { simpleCommands } from './shell-words.ts';
import type { Lesson, Step } from './types.ts';

type Kind = keyof Things;

const words: Readonly<Record<Kind, string>> = { files: 'the file', packages: 'the package', accounts: 'the account' };

interface Maker {
  readonly slug: string;
  readonly step: Step;
}

/** A machine's file or package; an account is the same from everywhere. */
const keyOf = (kind: Kind, name: string, step: Step): string =>
  kind === 'accounts' ? `${kind} ${name}` : `${kind} ${'on' in step ? step.on : ''} ${name}`;

/**
 * What the reader's path of the last page uses, and only a folded or a drill step makes, on this page or one before it; as far as
 * texts tell.
 * @param chain whole runs, from the first page to the one that is asked about
 */
export const missingOnReadersPath = (chain: readonly Lesson[]): readonly Complaint[] => {
  const there = new Set<string>();
  const elsewhere = new Map<string, Maker>();
  const complaints: Complaint[] = [];
  const last = chain.at(-1);
  for (const lesson of chain) {
    for (const step of lesson.steps.filter(({ skip }) => skip === undefined)) {
      const things = made(step);
      const names = (['files', 'packages', 'accounts'] as const).flatMap((kind) =>
        things[kind].map((name) => ({ kind, name, key: keyOf(kind, name, step) })),
      );
      if (!isOnReadersPath(step)) {
        for (const { key } of names) if (!there.has(key)) elsewhere.set(key, { slug: lesson.slug, step });
        continue;
      }
      for (const { key } of names) {
        there.add(key);
        elsewhere.delete(key);
      }
      // What a step of the path has named before existed already, whoever writes it again.
      for (const key of namedIn(step)) if (!elsewhere.has(key)) there.add(key);
      if (lesson === last && !step.hidden) complaints.push(...lacking(step, elsewhere, lesson.slug));
    }
  }
  return complaints;
};

/** Whole paths in a shell step's words. */
const namedIn = (step: Step): readonly string[] => {
  if (step.kind === 'patch') return [keyOf('files', step.path, step)];
  if (step.kind !== 'shell') return [];
  return simpleCommands(step.command)
    .flatMap(({ words }) => words)
    .flatMap((word) => (word.startsWith('/') ? [keyOf('files', word, step)] : []));
};

const lacking = (step: Step, elsewhere: ReadonlyMap<string, Maker>, slug: string): readonly Complaint[] =>
  [...elsewhere].flatMap(([key, maker]) => {
    const [kind = '', ...rest] = key.split(' ');
    const name = rest.at(-1) ?? '';
    const isHere = kind === 'accounts' || ('on' in step && step.on === rest[0]);
    if (!isHere || !uses(step, kind as Kind, name)) return [];
    const how = maker.step.drill ? 'a drill step' : 'a hidden step';
    const where = `line ${maker.step.line}${maker.slug === slug ? '' : ` of ${maker.slug}`}`;
    return [
      {
        line: step.line,
        plain: `This step is on the reader's path and uses ${words[kind as Kind]} ${name}, which only ${how} makes (${where}). Make that step visible and no drill, mark it lab="what somebody else does", or mark this one drill.`,
      },
    ];
  });

const uses = (step: Step, kind: Kind, name: string): boolean => {
  if (step.kind === 'patch') return kind === 'files' && step.path === name;
  if (step.kind !== 'shell') return false;
  const commands = simpleCommands(step.command);
  switch (kind) {
    case 'files':
      return commands.some((command) => command.words.includes(name));
    case 'packages':
      // As the program of that name, or the service.
      return commands.some(
        ({ words: [program, ...more] }) => program === name || (program === 'systemctl' && more.includes(name)),
      );
    case 'accounts':
      return commands.some((command) => command.words.some((word) => word.split(/[/\s]/).includes(name)));
    default:
      return kind satisfies never;
  }
};

/** Passwords that the lab types in the place of the reader's own, on any page of a chain. */
const secretsOf = (chain: readonly Lesson[]): ReadonlySet<string> =>
  new Set(
    chain
      .flatMap(({ steps }) => steps)
      .flatMap((step) => {
        if (step.kind === 'shell') return step.answers.flatMap(({ secret, text }) => (secret ? [text] : []));
        if (step.kind !== 'browser') return [];
        return step.instructions.flatMap((one) => (one.verb === 'fill' && one.secret ? [one.value] : []));
      })
      // Shorter ones are words of every text.
      .filter((text) => text.length >= 6),
  );

/**
 * Passwords of the chain that the last page shows: nobody should copy a published one.
 * @param prose the page's text; its blocks are taken from the steps
 */
export const shownSecrets = (chain: readonly Lesson[], prose = ''): readonly Complaint[] => {
  const secrets = [...secretsOf(chain)];
  const last = chain.at(-1);
  if (!last || secrets.length === 0) return [];
  const shown = [...last.steps.filter(({ hidden }) => !hidden).flatMap(textsOf), ...linesOf(prose)];
  return shown.flatMap(({ line, what, text }) =>
    secrets
      .filter((secret) => text.includes(secret))
      .map((secret) => ({
        line,
        plain: `${what} shows "${secret}", a password that is typed at a prompt of this page or one before it. Let the program ask for it and write the answer in answers="...", or read it into a variable: read -rsp 'Password: ' password.`,
      })),
  );
};

interface Shown {
  readonly line: number;
  readonly what: string;
  readonly text: string;
}

const textsOf = (step: Step): readonly Shown[] => {
  const { line } = step;
  switch (step.kind) {
    case 'shell':
      return [
        { line, what: 'The command', text: step.command },
        ...step.answers.flatMap(({ secret, text }) => (secret ? [] : [{ line, what: 'An answer', text }])),
        ...(step.output && !step.output.hidden
          ? [{ line: step.output.line, what: 'The output', text: step.output.text }]
          : []),
      ];
    case 'file':
      return [{ line, what: 'The file', text: step.content }];
    case 'patch':
      return [{ line, what: 'The change', text: step.diff }];
    case 'browser':
      return step.instructions.flatMap((one) =>
        one.verb === 'fill' && one.secret ? [] : [{ line: one.line, what: 'The instruction', text: one.text }],
      );
    case 'send':
    case 'receive':
    case 'zone':
    case 'shown':
      return 'text' in step ? [{ line, what: 'The block', text: step.text }] : [];
    default:
      return step satisfies never;
  }
};

/** Lines outside of blocks. */
const linesOf = (page: string): readonly Shown[] => {
  let fence: string | undefined;
  return page.split('\n').flatMap((text, index) => {
    const mark = /^\s*(`{3,}|~{3,})/.exec(text)?.[1];
    if (fence !== undefined) {
      if (mark?.startsWith(fence)) fence = undefined;
      return [];
    }
    if (mark !== undefined) {
      fence = mark;
      return [];
    }
    return [{ line: index + 1, what: 'The text', text }];
  });
};
