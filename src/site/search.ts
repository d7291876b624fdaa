/** How the search understands what is typed: shared by the search box and the tests of what it finds. */

/** Words that say nothing about a problem. Pagefind shows pages that have all words, so each of these would lose pages. */
const fillers = new Set(
  (
    'a an and any are be been but by can cannot could did do does for from get gets got had has have he her his how i if in into is ' +
    'it its me my no not of on or our she should so than that the their them then there they this to too was we were what when ' +
    'where which who why will with would you your am at as im ive dont doesnt cant wont isnt didnt help please need want use ' +
    // Everything here is about it, and it is found in each xmpp.example.com.
    'xmpp'
  ).split(' '),
);

/** Fewer words, the telling ones; all of them when none is telling. Quoted text is searched as it is. */
export function searchTerms(typed: string): string {
  if (typed.includes('"')) return typed;
  // Without its "in", "log in" would find logs. And the index knows words without signs around them: +notify is in it as notify.
  const words = typed
    .replace(/\blog in\b/i, 'login')
    .split(/\s+/)
    .map((word) => word.replace(/^\+|[?!.,]+$/g, ''))
    .filter(Boolean);
  const telling = words.filter((word) => !fillers.has(word.toLowerCase().replace(/['’]/g, '')));
  return (telling[0] ? telling : words).join(' ');
}
