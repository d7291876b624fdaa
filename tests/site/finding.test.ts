/** How a page is found: questions, error texts, subjects, titles, moved addresses. The real pages, and made-up ones for mistakes. */
import { describe, expect, it } from 'vitest';
import { explainConditions } from '../../playground/stanza/index.ts';
import { listPages, type RunPage } from '../../src/content/index.ts';
import { errorLine, read, servers, stages } from '../../src/lesson/index.ts';
import { conditionsOf, errorText, errorTextsOf } from '../../src/site/guide/error-texts.ts';
import { groupOf, listOperatorPages } from '../../src/site/guide/index-of-guides.ts';
import { problemsOf, questionOf } from '../../src/site/guide/problems.ts';
import { stagesOf, subjectOf, subjectProblems } from '../../src/site/guide/subjects.ts';
import { fullTitle } from '../../src/site/guide/titles.ts';
import { searchTerms } from '../../src/site/search.ts';

/** A page with only what its frontmatter says. */
function page(slug: string, frontmatter: string): RunPage {
  const path = `content/${slug}.mdx`;
  const lesson = read(path, `---\nkind: guide\n${frontmatter}\n---\n`);
  if (Array.isArray(lesson)) throw new Error(lesson.map(errorLine).join('\n'));
  return { lesson, path, file: path, runs: [], evidence: undefined, recorded: undefined, state: 'never' };
}

describe('subjects', () => {
  const prosody = page('guides/prosody/install', 'title: Install\nserver: prosody\nstage: set-up');

  it('says what to write when a page is in no stage', () => {
    const found = subjectProblems([page('guides/prosody/install', 'title: Install\nserver: prosody')]);
    expect(found.map(({ plain }) => plain)).toEqual([
      expect.stringMatching(/Write stage: and one of: decide \(Decide\), set-up \(Set up\), .*grow \(Grow\)/),
    ]);
  });

  it('names the known stages when a page names another one', () => {
    const wrong = read('content/guides/a/b.mdx', '---\ntitle: A\nkind: guide\nstage: later\n---\n');
    expect(Array.isArray(wrong) && wrong[0]?.plain).toBe(`"stage" must be one of: ${stages.join(', ')}.`);
  });

  it.each([
    [
      'another title',
      'title: Installing\nserver: ejabberd\nstage: set-up',
      /"title" is "Installing", and "Install" in/,
    ],
    ['another stage', 'title: Install\nserver: ejabberd\nstage: grow', /"stage" is "grow", and "set-up" in/],
    ['its server in the title', 'title: Install ejabberd\nserver: ejabberd\nstage: set-up', /Leave the name out/],
  ])('refuses a page with %s', (_, frontmatter, plain) => {
    const [problem] = subjectProblems([prosody, page('guides/ejabberd/install', frontmatter)]);
    expect(problem?.path).toBe('content/guides/ejabberd/install.mdx');
    expect(problem?.plain).toMatch(plain);
  });

  it('stands in one row for all servers, in the order of the stages', () => {
    const found = stagesOf([
      page('guides/any/ladder', 'title: Ladder\nstage: when-it-breaks'),
      page('guides/openfire/install', 'title: Install\nserver: openfire\nstage: set-up'),
      prosody,
    ]);
    expect(
      found.map(({ stage, subjects }) => [stage, subjects.map(({ pages }) => pages.map(({ lesson }) => lesson.slug))]),
    ).toEqual([
      ['set-up', [['guides/prosody/install', 'guides/openfire/install']]],
      ['when-it-breaks', [['guides/any/ladder']]],
    ]);
  });

  it('has the same subjects in the same order for each server', async () => {
    const pages = await listOperatorPages();
    const ofServer = servers.map((server) => pages.filter((one) => groupOf(one) === server).map(subjectOf));
    const shared = ofServer[0]?.filter((subject) => ofServer.every((all) => all.includes(subject))) ?? [];
    expect(shared).toEqual(
      expect.arrayContaining(['install', 'certificate', 'first-message', 'federation', 'before-you-open', 'bug-or-me']),
    );
    for (const all of ofServer) expect(all.filter((subject) => shared.includes(subject))).toEqual(shared);
  });
});

it('names the server where pages of several stand together, and only there', () => {
  expect(fullTitle({ title: 'Federation', server: 'prosody' })).toBe('Prosody: Federation');
  expect(fullTitle({ title: 'Which server?' })).toBe('Which server?');
});

describe('questions', () => {
  it.each([
    ['The password is right and the login fails', 'cannot-log-in'],
    ['The server does not start after I changed the configuration', 'server-down'],
    ['My friend does not get my messages', 'other-servers'],
    ["My friend's server says that my certificate has expired", 'certificates'],
    ['A voice call does not connect', 'calls-and-files'],
    ['I locked myself out with the firewall', 'machine'],
    ['The disk is full', 'full-or-slow'],
    ['Strangers register accounts', 'strangers'],
    ['Our group chat disappeared', 'rooms-and-contacts'],
    ['Messages arrive twice', 'messages'],
    ['It works, and then it does not', 'whose-fault'],
    ['How do I add a second domain?', 'plans'],
  ])('puts "%s" under %s', (symptom, id) => {
    expect(questionOf(symptom)).toBe(id);
  });

  it('says a problem once that several pages answer', () => {
    const symptoms = 'stage: set-up\nsymptoms: [Nothing works., Another]';
    const [first] = problemsOf([
      page('guides/prosody/install', `title: Install\nserver: prosody\n${symptoms}`),
      page('guides/openfire/install', 'title: Install\nserver: openfire\nsymptoms: [nothing works]'),
    ]);
    expect(first?.problems).toEqual([
      {
        symptom: 'Nothing works.',
        pages: [
          { title: 'Prosody: Install', slug: 'guides/prosody/install' },
          { title: 'Openfire: Install', slug: 'guides/openfire/install' },
        ],
      },
      { symptom: 'Another', pages: [{ title: 'Prosody: Install', slug: 'guides/prosody/install' }] },
    ]);
  });

  it('has every symptom of every page', async () => {
    const pages = (await listPages()).filter(({ lesson }) => !lesson.draft);
    const all = problemsOf(pages).flatMap(({ problems }) => problems);
    for (const { lesson } of pages) {
      for (const symptom of lesson.symptoms ?? []) {
        const [found] = all.filter(
          (one) => one.symptom.toLowerCase().replace(/[.!?]+$/, '') === symptom.toLowerCase().replace(/[.!?]+$/, ''),
        );
        expect(
          found?.pages.map(({ slug }) => slug),
          symptom,
        ).toContain(lesson.slug);
      }
    }
  });
});

describe('error texts', () => {
  it.each([
    ['[warning] No certificate found matching example.com', 'No certificate found matching example.com'],
    [
      'Error: error<[..]:Server-to-server connection failed: connection refused>',
      'Server-to-server connection failed: connection refused',
    ],
    [
      '[..]failed to connect to server:[..]tls: unrecognized name[..]',
      'failed to connect to server: … tls: unrecognized name',
    ],
    [
      'Failed RPC connection to the node ejabberd@localhost: nodedown',
      'Failed RPC connection to the node ejabberd@localhost: nodedown',
    ],
    ['Error: "Unknown option: logevel. Did you mean loglevel? "', 'Unknown option: logevel. Did you mean loglevel?'],
  ])('reads %s', (line, text) => {
    expect(errorText(line)).toBe(text);
  });

  it.each(['failed', 'Active: active (running)', "<error type='cancel'>", '0 errors, 2 warnings', 'errors: 0', '...'])(
    'takes %s for none',
    (line) => {
      expect(errorText(line)).toBeUndefined();
    },
  );

  it('leads to the step that shows the text', async () => {
    const guides = await listOperatorPages();
    const groups = errorTextsOf(guides);
    const all = groups.flatMap(({ texts }) => texts);
    for (const words of [
      'nodedown',
      'connection refused',
      'unrecognized name',
      'No stream features to offer',
      'Invalid username or password',
    ]) {
      expect(
        all.filter(({ text }) => text.includes(words)),
        words,
      ).not.toEqual([]);
    }
    for (const { text, places } of all) {
      const telling = text.split(' … ').toSorted((a, b) => b.length - a.length)[0] ?? text;
      for (const { path } of places) {
        const [, slug, id] = /^\/(.*)\/#step-(s\d+)$/.exec(path) ?? [];
        const step = guides.find(({ lesson }) => lesson.slug === slug)?.lesson.steps.find((one) => one.id === id);
        expect(step?.kind === 'shell' && step.output?.text, `${path}: ${text}`).toContain(telling);
      }
    }
  });

  it('has every condition of RFC 6120, and the recipes that show one', async () => {
    const conditions = conditionsOf(await listPages());
    expect(conditions.map(({ note }) => note)).toEqual(explainConditions());
    expect(new Set(conditions.map(({ id }) => id)).size).toBe(conditions.length);
    const found = conditions.find(({ id }) => id === 'stanza-error-remote-server-not-found');
    expect(found?.places.map(({ path }) => path)).toContain('/recipes/no-such-host/#step-s2');
    // The same name is another condition elsewhere: a refused login is not a refused stanza.
    const refusedStreams = conditions.find(({ id }) => id === 'stream-error-not-authorized')?.places ?? [];
    expect(refusedStreams.filter(({ path }) => path.includes('/first-message/'))).toEqual([]);
  });
});

describe('what is typed into the search', () => {
  it.each([
    ['+notify', 'notify'],
    ["My friend doesn't get my messages!", 'friend messages'],
    ['which server should I choose?', 'server choose'],
    ['why not', 'why not'],
    ['"is it me"', '"is it me"'],
    ['remote-server-not-found', 'remote-server-not-found'],
    ['I cannot log in', 'login'],
    ['log rotation', 'log rotation'],
  ])('%s is searched as %s', (typed, terms) => {
    expect(searchTerms(typed)).toBe(terms);
  });
});
