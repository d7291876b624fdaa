import type { LessonError } from './types.ts';

/** As compilers write it, so that terminals and editors make a link of it: `content/why.mdx:12: what is wrong`. */
export const errorLine = ({ path, line, plain }: LessonError): string => `${path}:${line}: ${plain}`;
