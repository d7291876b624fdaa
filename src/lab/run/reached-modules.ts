/** Which modules a program reaches through a room's door: a door gives out more than each of its users takes. */
import { readFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import ts from 'typescript';

/** What is asked of a module: some of its exports, or whatever it does. */
type Wanted = readonly string[] | 'all';

interface Use {
  /** The module, as a path like those of the roots. */
  readonly path: string;
  readonly wanted: Wanted;
}

/**
 * The modules that the roots import, directly and through others, apart from the roots themselves and from packages. Of a door
 * (`index.ts`) only the modules behind the names that are asked for count, and the door itself does not. Imports of types alone
 * do not count.
 * @param roots paths from the folder, with `/`
 * @throws Error when an imported file is missing
 */
export async function reachedModules(folder: string, roots: Iterable<string>): Promise<ReadonlySet<string>> {
  const modules = new Map<string, ts.SourceFile>();
  const read = async (path: string): Promise<ts.SourceFile> => {
    const module = modules.get(path) ?? parse(path, await readFile(join(folder, path), 'utf8'));
    modules.set(path, module);
    return module;
  };
  const own = new Set(roots);
  const reached = new Set<string>();
  const waiting = (await Promise.all([...own].map(read))).flatMap((module) => usesOf(module, 'all'));
  for (let use = waiting.pop(); use; use = waiting.pop()) {
    if (isDoor(use.path)) {
      waiting.push(...usesOf(await read(use.path), use.wanted));
    } else if (!own.has(use.path) && !reached.has(use.path)) {
      reached.add(use.path);
      waiting.push(...usesOf(await read(use.path), 'all'));
    }
  }
  return reached;
}

function parse(path: string, text: string): ts.SourceFile {
  return ts.createSourceFile(path, text, ts.ScriptTarget.Latest);
}

function isDoor(path: string): boolean {
  return basename(path) === 'index.ts';
}

/** The modules of the project that a module needs for what is wanted of it. */
function usesOf(module: ts.SourceFile, wanted: Wanted): readonly Use[] {
  return module.statements.flatMap((statement): Use[] => {
    if (ts.isImportDeclaration(statement)) return useOf(module, statement.moduleSpecifier, imported(statement));
    if (!ts.isExportDeclaration(statement) || statement.moduleSpecifier === undefined || statement.isTypeOnly)
      return [];
    return useOf(module, statement.moduleSpecifier, passedOn(statement, wanted));
  });
}

function useOf(module: ts.SourceFile, specifier: ts.Expression, wanted: Wanted): Use[] {
  const isNeeded = wanted === 'all' || wanted.length > 0;
  if (!isNeeded || !ts.isStringLiteral(specifier) || !specifier.text.startsWith('.')) return [];
  return [{ path: join(dirname(module.fileName), specifier.text), wanted }];
}

/** The names that an import takes; none when they are types. */
function imported({ importClause: clause }: ts.ImportDeclaration): Wanted {
  if (clause === undefined) return 'all';
  if (clause.phaseModifier === ts.SyntaxKind.TypeKeyword) return [];
  const names = clause.namedBindings;
  if (clause.name !== undefined || names === undefined || ts.isNamespaceImport(names)) return 'all';
  return names.elements.flatMap(({ isTypeOnly, propertyName, name }) =>
    isTypeOnly ? [] : [(propertyName ?? name).text],
  );
}

/** The names that `export ... from` takes from the other module, for what is wanted of this one. */
function passedOn({ exportClause: clause }: ts.ExportDeclaration, wanted: Wanted): Wanted {
  if (clause === undefined || ts.isNamespaceExport(clause)) return wanted;
  return clause.elements.flatMap(({ isTypeOnly, propertyName, name }) =>
    isTypeOnly || (wanted !== 'all' && !wanted.includes(name.text)) ? [] : [(propertyName ?? name).text],
  );
}
