/** What a step changes on a machine, as far as its text tells. */
import { type SimpleCommand, simpleCommands } from './shell-words.ts';
import type { ShellStep, Step } from './types.ts';

/** By program: whether these words after it change something. */
const changing: Readonly<Record<string, (words: readonly string[]) => boolean>> = {
  apt: (words) => /^(install|remove|purge|upgrade|full-upgrade|autoremove|reinstall)$/.test(verb(words)),
  'apt-get': (words) => /^(install|remove|purge|upgrade|dist-upgrade|autoremove|reinstall)$/.test(verb(words)),
  dpkg: (words) => words.some((word) => /^(-i|--install|-r|--remove|-P|--purge)$/.test(word)),
  adduser: () => true,
  useradd: () => true,
  deluser: () => true,
  userdel: () => true,
  passwd: () => true,
  chpasswd: () => true,
  prosodyctl: (words) =>
    words.some((word) =>
      /^(adduser|deluser|register|unregister|passwd|import|install|restart|reload|start|stop)$/.test(word),
    ) ||
    words.some((word) => /\buser[: ](create|delete|disable|enable|password)/.test(word)) ||
    /\buser (create|delete|disable|enable|password)\b/.test(words.join(' ')),
  ejabberdctl: (words) =>
    /^(register$|unregister$|change_password|set_|ban_|kick_|delete_|add_|remove_|create_|destroy_|reload_|restart$|start$|stop$|send_)/.test(
      verb(words),
    ),
  systemctl: (words) =>
    /^(start|stop|restart|reload|reload-or-restart|try-restart|enable|disable|mask|unmask|edit|kill|daemon-reload)$/.test(
      verb(words),
    ),
  service: (words) => /^(start|stop|restart|reload)$/.test(words[1] ?? ''),
  ufw: (words) => verb(words) !== 'status',
  certbot: (words) => verb(words) !== 'certificates',
  keytool: (words) => words.some((word) => /^-(import|importcert|delete|genkey|genkeypair|storepasswd)$/.test(word)),
  sed: (words) => words.some((word) => /^(-[a-zA-Z]*i|--in-place)/.test(word)),
  rm: (words) => operands(words).some(isOutside),
  rmdir: (words) => operands(words).some(isOutside),
  tee: (words) => operands(words).some(isOutside),
  touch: (words) => operands(words).some(isOutside),
  mkdir: (words) => operands(words).some(isOutside),
  truncate: (words) => operands(words).some(isOutside),
  install: (words) => isOutside(words.at(-1) ?? ''),
  cp: (words) => isOutside(words.at(-1) ?? ''),
  ln: (words) => isOutside(words.at(-1) ?? ''),
  mv: (words) => operands(words).some(isOutside),
  chmod: (words) => operands(words).slice(1).some(isOutside),
  chown: (words) => operands(words).slice(1).some(isOutside),
};

const operands = (words: readonly string[]): readonly string[] => words.filter((word) => !word.startsWith('-'));
const verb = (words: readonly string[]): string => operands(words)[0] ?? '';

/** A file that is still there after the step, and is no device. Variables are left alone: nobody knows what is in them. */
const isOutside = (path: string): boolean => !/^(\/tmp\/|\/dev\/|\/run\/user\/|\$|\/proc\/)/.test(path);

/** What `command` changes, as it is written there; undefined when nothing is to be seen. */
const changeOf = ({ words, writes }: SimpleCommand, isElsewhere: boolean): string | undefined => {
  const [program = '', ...rest] = words;
  const written = writes.find((path) => isOutside(path) && !(isElsewhere && !/^[/~]/.test(path)));
  if (written !== undefined) return `> ${written}`;
  const name = program.replace(/^.*\//, '');
  if (isElsewhere && operands(rest).every((word) => !/^[/~]/.test(word)) && fileCommands.has(name)) return undefined;
  return changing[name]?.(rest) ? [name, ...rest].slice(0, 3).join(' ') : undefined;
};

const fileCommands = new Set([
  'rm',
  'rmdir',
  'tee',
  'touch',
  'mkdir',
  'truncate',
  'install',
  'cp',
  'ln',
  'mv',
  'chmod',
  'chown',
  'sed',
]);

/** The first change that the step makes: `systemctl restart prosody`, `/etc/motd`; undefined when none is to be seen. */
export const firstChange = (step: Step): string | undefined => {
  switch (step.kind) {
    case 'shell': {
      const isElsewhere = /\bcd ("?\$\(mktemp|\/tmp)/.test(step.command);
      for (const command of simpleCommands(step.command)) {
        const change = changeOf(command, isElsewhere);
        if (change !== undefined) return change;
      }
      return undefined;
    }
    case 'file':
    case 'patch':
      return step.path;
    case 'zone':
      return 'DNS records';
    case 'browser':
    case 'send':
    case 'receive':
    case 'shown':
      return undefined;
    default:
      return step satisfies never;
  }
};

/** What a step leaves for later ones: files by path, packages by name, accounts by address. */
export interface Things {
  readonly files: readonly string[];
  readonly packages: readonly string[];
  readonly accounts: readonly string[];
}

/** What a step makes, as far as its text tells. */
export const made = (step: Step): Things => {
  if (step.kind === 'file') return { files: [step.path], packages: [], accounts: [] };
  if (step.kind !== 'shell') return { files: [], packages: [], accounts: [] };
  const commands = simpleCommands(step.command);
  return {
    files: commands.flatMap(filesOf),
    packages: commands.flatMap(packagesOf),
    accounts: accountsOf(step, commands),
  };
};

const outputOption = /^(-out|-keyout|--output|-o|--output-document)$/;

const filesOf = ({ words, writes }: SimpleCommand): readonly string[] => {
  const [program = '', ...rest] = words;
  const named = rest.filter((_, index) => outputOption.test(rest[index - 1] ?? ''));
  const found = [...writes, ...named];
  if (/^(tee|touch|mkdir)$/.test(program)) found.push(...operands(rest));
  if (/^(install|cp|mv|ln)$/.test(program)) found.push(...operands(rest).slice(1).slice(-1));
  return found.filter((path) => path !== '' && isOutside(path));
};

const packagesOf = ({ words }: SimpleCommand): readonly string[] => {
  const [program = '', ...rest] = words;
  const [action, ...names] = operands(rest);
  return /^apt(-get)?$/.test(program) && action === 'install' ? names : [];
};

const accountsOf = (step: ShellStep, commands: readonly SimpleCommand[]): readonly string[] =>
  commands.flatMap(({ words }) => {
    const [program, action, ...rest] = words;
    if (program === 'prosodyctl' && action === 'adduser') return rest.slice(0, 1);
    if ((program === 'prosodyctl' || program === 'ejabberdctl') && action === 'register')
      return rest[0] && rest[1] ? [`${rest[0]}@${rest[1]}`] : [];
    const created = /user[: ]create\(?\s*["']?([\w.-]+@[\w.-]+)/.exec(step.command);
    return program === 'prosodyctl' && created?.[1] ? [created[1]] : [];
  });
