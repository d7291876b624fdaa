import { homeHost, resourceOf } from '../../../cast.ts';
import { format } from '../../../stanza/index.ts';
import { placeholdersIn } from '../placeholders.ts';
import type { Test, TestStep, Written } from './types.ts';

/** A page for `content/recipes/`, in the format of `content/contribute/recipes.mdx`. */
export function recipePage({ title, steps }: Test): Written {
  const blocks = steps.map((step) => fence(headOf(step), laidOut(step)));
  const fill = placeholdersIn(steps.flatMap((step) => (step.kind === 'send' ? [step.xml] : [])));
  const text = `---
title: ${JSON.stringify(title)}
description: ${JSON.stringify(`${title}: what is sent and what comes back.`)}
kind: recipe
---

${blocks.join('\n\n')}
`;
  return {
    text,
    lost: fill.map((name) => `{${name}} was left out of the transcript: write what has to be sent there.`),
  };
}

/** `romeo`, `romeo/phone`, `juliet@capulet.example`: as short as recipes allow. */
export function recipeName(jid: string): string {
  const [, local = jid, host = homeHost, resource] = /^([^@/]+)@([^/]+)(?:\/(.+))?$/s.exec(jid) ?? [];
  const isOwn = resource === undefined || resource === resourceOf(local);
  return `${local}${host === homeHost ? '' : `@${host}`}${isOwn ? '' : `/${resource}`}`;
}

function headOf(step: TestStep): string {
  const as = recipeName(step.as);
  const who = /\s/.test(as) ? `as="${as}"` : `as=${as}`;
  if (step.kind === 'send') return `xml send ${who}`;
  if (step.nothing !== undefined) return `xml receive ${who} nothing within=${step.nothing}ms`;
  return `xml receive ${who}${step.exact ? ' exact' : ''}`;
}

function laidOut({ xml }: TestStep): string {
  const result = format(xml, { width: 90 });
  return result.ok ? result.text : xml;
}

function fence(head: string, text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([found]) => found.length));
  const ticks = '`'.repeat(longest + 1);
  return `${ticks}${head}\n${text.trim() === '' ? '' : `${text.trim()}\n`}${ticks}`;
}
