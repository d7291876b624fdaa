/** `npm run recipe -- new "Title"`: asks three questions and writes a page that passes. */
import { existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline/promises';
import type { RecipeStep } from '../../../playground/session/index.ts';
import { format, parse } from '../../../playground/stanza/index.ts';
import { contentFolder } from '../../content/index.ts';
import { recordStanza } from './record.ts';
import { runInSandbox } from './sandbox-run.ts';

export interface Answers {
  /** One sentence. */
  readonly about: string;
  /** `XEP-0199, RFC 6121`; may be empty. */
  readonly specifications: string;
  /** What romeo sends. */
  readonly stanza: string;
}

const questions: Readonly<Record<keyof Answers, string>> = {
  about: 'What will the reader see? One sentence: ',
  specifications: 'Which specification defines it, such as XEP-0199 or RFC 6121? ',
  stanza: 'Which stanza does romeo send? On one line, or Enter for a ping: ',
};

const ping = '<iq type="get" to="montague.example" id="ping-1"><ping xmlns="urn:xmpp:ping"/></iq>';

/** Asks for what was not given; lines are read as they come, so that answers can also be piped in. */
export async function askAnswers(given: Partial<Answers>): Promise<Answers> {
  const terminal = createInterface({ input: process.stdin, terminal: false });
  const lines = terminal[Symbol.asyncIterator]();
  const ask = async (key: keyof Answers): Promise<string> => {
    const known = given[key];
    if (known !== undefined) return known;
    process.stdout.write(questions[key]);
    const { value } = await lines.next();
    return String(value ?? '').trim();
  };
  try {
    return { about: await ask('about'), specifications: await ask('specifications'), stanza: await ask('stanza') };
  } finally {
    terminal.close();
  }
}

export function slugOf(title: string): string {
  return title
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}

/** Milliseconds in which everything that the stanza brings about has surely come, in a server without a network. */
const quiet = 400;

/**
 * Sends the stanza in the sandbox, writes what came into a new page, and returns the page's path.
 * @throws Error in plain words when the stanza cannot be read or the page exists
 */
export async function newRecipe(
  title: string,
  answers: Answers,
  where = join(contentFolder, 'recipes'),
): Promise<string> {
  const path = join(where, `${slugOf(title)}.mdx`);
  if (slugOf(title) === '') throw new Error('The title needs a letter or a digit: its name comes from it.');
  if (existsSync(path)) throw new Error(`${path} exists already. Choose another title, or edit that page.`);
  const stanza = answers.stanza === '' ? ping : answers.stanza;
  const parsed = parse(stanza);
  if (!parsed.ok) throw new Error(`The stanza cannot be read, line ${parsed.error.line}: ${parsed.error.plain}`);
  if (parsed.stanzas.length !== 1)
    throw new Error(`Send one stanza; here are ${parsed.stanzas.length}. Add the others to the page.`);
  const specifications = answers.specifications
    .split(/[,;]/)
    .map((word) => word.trim().toUpperCase())
    .filter((word) => word !== '');
  const wrong = specifications.find((word) => !/^(XEP-\d{4}|RFC \d+)$/.test(word));
  if (wrong !== undefined) throw new Error(`"${wrong}" is not a specification: write it like XEP-0030 or RFC 6121.`);
  // Twice, and the second time on another clock: what differs is not part of the answer.
  const [came, again] = [await replies(stanza), await replies(stanza, 5000)];
  writeFileSync(path, pageText({ title, about: answers.about, specifications, stanza, came, again }));
  return path;
}

/** Waits, and takes no stanza. */
function silence(within: number): RecipeStep {
  return {
    kind: 'receive',
    id: 's2',
    line: 2,
    as: 'romeo',
    xml: '<no-such-stanza/>',
    within,
    exact: false,
    nothing: true,
  };
}

async function replies(stanza: string, later = 0): Promise<string[]> {
  const steps: RecipeStep[] = [{ kind: 'send', id: 's1', line: 1, as: 'romeo', xml: stanza }, silence(quiet)];
  const { results } = await runInSandbox(steps, { later });
  const failure = results.find(({ status }) => status === 'failed');
  if (failure) throw new Error(`The stanza could not be sent: ${failure.reason}`);
  const last = results.at(-1);
  return last?.kind === 'receive' ? last.received.map(({ text }) => text) : [];
}

interface PageParts {
  readonly title: string;
  readonly about: string;
  readonly specifications: readonly string[];
  readonly stanza: string;
  readonly came: readonly string[];
  /** What came in a second run, in the same order. */
  readonly again: readonly string[];
}

function pageText({ title, about, specifications, stanza, came, again }: PageParts): string {
  const laidOut = format(stanza, { width: 90 });
  const known = new Set([...stanza.matchAll(/=["']([^"']*)["']/g)].map(([, value = '']) => value));
  const blocks = came.map((text, index) =>
    fence('xml receive as=romeo', recordStanza(text, undefined, known, again[index])),
  );
  const nothing = fence('xml receive as=romeo nothing within=300ms', '');
  return `---
title: ${JSON.stringify(title)}
description: ${JSON.stringify(about || title)}
kind: recipe
${specifications.length > 0 ? `specifications: [${specifications.join(', ')}]\n` : ''}---

{/* What will the reader see, and why does somebody want to know it? Two or three plain sentences. */}

${fence('xml send as=romeo', laidOut.ok ? laidOut.text : stanza)}

{/* What does the answer mean? Take out of the block what does not matter: more may always be there. */}

${blocks.length > 0 ? blocks.join('\n\n') : nothing}

## What commonly surprises

{/* Is it the server, the client, or the expectation? */}
`;
}

function fence(head: string, text: string): string {
  return `\`\`\`${head}\n${text.trim() === '' ? '' : `${text.trim()}\n`}\`\`\``;
}
