// The arrows between rooms (CONTRIBUTING.md, "Rooms"). A room's door is its index.ts, and types.ts where only its types are needed;
// a worker's or framework's entry file that has to be named by its own path is listed as a door as well.
const doors = '(index|types)\\.ts$';

const otherDoors = [
  `^(src|playground)/[^/]+/${doors}`,
  '^playground/sandbox/(worker|node|bundle/index)\\.ts$',
  // Which Prosody a configuration asks for: only who reads or changes one wants to know.
  '^playground/sandbox/versions\\.ts$',
  // How a server writes addresses: its tables come with the transcript, not with what starts the servers.
  '^playground/sandbox/text/address\\.ts$',
  '^src/lesson/personal\\.ts$',
  // What a report hides: nobody reports anything before the first reply.
  '^playground/stanza/hide\\.ts$',
  // What is known about names: the first reply does without it.
  '^playground/stanza/registry\\.ts$',
  // What is known about errors: nothing has failed before the first reply.
  '^playground/stanza/outcome\\.ts$',
  // Checks and advice for what is being written: loaded when somebody writes.
  '^playground/stanza/assist\\.ts$',
  '^playground/console/share/index\\.ts$',
  // Where a domain has its WebSocket, and why it does not open: asked on their own, by the console and by the check.
  '^playground/session/reach/[a-z-]+\\.ts$',
  // What is judged and what to do about it, without the code that asks: pages list it.
  '^playground/check/(catalogue|fixes)\\.ts$',
  // What names mean without the code that connects, and streams that are written by hand: neither is needed for the other.
  '^playground/session/(names|by-hand/index)\\.ts$',
  // What pages mount: the console, one row of its transcript, and its drawing of who told whom what.
  '^playground/console/(Playground|view/SingleRow|view/Sequence)\\.svelte$',
  '^playground/console/(limits|copy-text|shortcuts|late-shortcuts|storage|fetched-when-idle)\\.ts$',
  // What a page and the console that is docked in it say to each other.
  '^playground/console/dock/(messages|types)\\.ts$',
  // Who speaks as a component in a drill: Node proves drills with the same.
  '^playground/console/dock/components\\.ts$',
  // What a page and the worker that keeps the site for offline use say to each other.
  '^playground/console/offline/messages\\.ts$',
  // Makes the worker of a built site: a test makes that of a newer one.
  '^src/site/offline/integration\\.ts$',
  // What the playground's head does before the console is there.
  '^playground/console/state/early-text\\.ts$',
  // Made by the bundle, and shown as it is.
  '^playground/sandbox/generated/(prosody-licence|library-licences)\\.txt$',
  // What the environment says about the site: the commands that build and serve it read the same.
  '^src/site/settings\\.ts$',
  // Makes the check of a server as one file: the site serves it, and the lab gives it to machines.
  '^src/check/file/(make|name)\\.ts$',
  // How typed words are searched: tests in a browser ask the index as the search box does.
  '^src/site/search\\.ts$',
];

// Hosts, accounts, resources and the port: one table that every room may read. It imports nothing.
const cast = '^playground/cast\\.ts$';

/** @type {(room: string, path: string, may: string[]) => import('dependency-cruiser').IForbiddenRuleType} */
const arrows = (room, path, may) => ({
  name: `arrows-of-${room}`,
  comment: `${path} may import from itself${may.length > 0 ? ` and ${may.join(', ')}` : ' only'}.`,
  severity: 'error',
  from: { path: `^${path}/` },
  to: { path: '^(src|playground|tests|content)/', pathNot: [cast, ...[path, ...may].map((room) => `^${room}/`)] },
});

/**
 * src/lab is a tower: what is on a floor imports from the floors below it and from its own folder. From the roof down.
 * @type {readonly (readonly string[])[]}
 */
const labFloors = [
  ['cli.ts'],
  ['inside.ts', 'index.ts', 'commands/'],
  ['tasks/'],
  ['matrix/', 'collect/'],
  ['run/'],
  ['steps/'],
  ['internet/', 'browser/', 'servers/'],
  ['machine/'],
  ['world/'],
  ['host/'],
  ['paths.ts', 'process.ts', 'result.ts'],
];

/** @type {import('dependency-cruiser').IForbiddenRuleType[]} */
const labTower = labFloors.flatMap((floor, level) =>
  floor.map((part) => ({
    name: `tower-of-lab-${part.replace(/\W.*/, '')}`,
    comment: `src/lab/${part} may import from the floors below it only (labFloors in .dependency-cruiser.mjs).`,
    severity: 'error',
    from: { path: `^src/lab/${part}` },
    to: {
      path: '^src/lab/',
      pathNot: [part, ...labFloors.slice(level + 1).flat()].map((below) => `^src/lab/${below}`),
    },
  })),
);

/** @type {import('dependency-cruiser').IConfiguration} */
export default {
  forbidden: [
    {
      name: 'no-circle',
      comment: 'Modules that need each other are one module, or lack a third.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    {
      name: 'no-unresolvable',
      comment: 'An import that leads nowhere fails later and less clearly.',
      severity: 'error',
      from: { path: '^(src|playground|tests)/' },
      to: { couldNotResolve: true, pathNot: '^(astro:|virtual:|monaco-editor/)' },
    },
    arrows('stanza', 'playground/stanza', []),
    arrows('sandbox', 'playground/sandbox', []),
    arrows('session', 'playground/session', ['playground/stanza']),
    arrows('check', 'playground/check', ['playground/stanza', 'playground/session']),
    arrows('console', 'playground/console', ['playground/stanza', 'playground/sandbox', 'playground/session']),
    arrows('check', 'src/check', ['playground/stanza', 'playground/session', 'playground/check']),
    arrows('lesson', 'src/lesson', ['playground/stanza']),
    arrows('content', 'src/content', ['src/lesson']),
    arrows('lab', 'src/lab', [
      'src/content',
      'src/lesson',
      'src/check/file',
      'playground/stanza',
      'playground/session',
    ]),
    ...labTower,
    {
      name: 'floors-of-lab',
      comment: 'A new folder of src/lab has a place in labFloors.',
      severity: 'error',
      from: { path: '^src/lab/', pathNot: labFloors.flat().map((part) => `^src/lab/${part}`) },
      to: {},
    },
    arrows('site', 'src/site', ['src/content', 'src/lesson', 'src/check/file', 'playground']),
    {
      name: 'personal-is-light',
      comment: "The lesson room's door for browsers brings no parser along.",
      severity: 'error',
      from: { path: '^src/lesson/(personal|name-checks)\\.ts$' },
      to: { pathNot: '^src/lesson/(personal|name-checks)\\.ts$' },
    },
    {
      name: 'doors-of-rooms',
      comment: "Nobody reaches behind a room's door (its index.ts).",
      severity: 'error',
      from: { path: '^(src|playground)/([^/]+)/' },
      to: {
        path: '^(src|playground)/([^/]+)/',
        pathNot: ['^$1/$2/', ...otherDoors],
      },
    },
    {
      name: 'tests-go-through-doors',
      comment:
        "A room's tests may look inside their room; another room they enter by its door. tests/vm runs the lab elsewhere.",
      severity: 'error',
      from: { path: '^tests/([^/]+)/', pathNot: '^tests/vm/' },
      to: { path: '^(src|playground)/(?!$1/)[^/]+/', pathNot: otherDoors },
    },
    {
      name: 'nothing-needs-tests',
      comment: 'What a reader or contributor runs does not depend on the tests.',
      severity: 'error',
      from: { path: '^(src|playground)/' },
      to: { path: '^tests/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'svelte', 'node', 'default', 'types'],
    },
  },
};
