/** Debian's patches are applied in their order and exactly, or not at all. */
import { expect, test } from 'vitest';
import { applyDebianPatches } from '../../playground/sandbox/bundle/patches.ts';

const bytes = (text: string): Uint8Array => new Uint8Array(Buffer.from(text, 'latin1'));
const archive = (files: Readonly<Record<string, string>>) =>
  new Map(Object.entries(files).map(([name, text]) => [`debian/patches/${name}`, bytes(text)]));
const isLua = (path: string) => path.endsWith('.lua');

const head = 'From: somebody\nSubject: why\n---\n a.lua | 2 +-\n\n';
const change = (path: string, from: string, to: string) =>
  `${head}diff --git a/${path} b/${path}\n--- a/${path}\n+++ b/${path}\n@@ -1,3 +1,3 @@\n one\n-${from}\n+${to}\n three\n`;
const tree = new Map([['core/a.lua', bytes('one\ntwo\nthree\n')]]);

function apply(files: Readonly<Record<string, string>>): Record<string, string> {
  const patched = applyDebianPatches(tree, archive(files), isLua);
  return Object.fromEntries([...patched].map(([path, content]) => [path, Buffer.from(content).toString('latin1')]));
}

test('in the order of the series, whose lines may have options and comments', () => {
  const files = {
    series: '# Debian\n\nb.patch -p1\na.patch # later\n',
    'a.patch': change('core/a.lua', 'zwei', 'deux'),
    'b.patch': change('core/a.lua', 'two', 'zwei'),
  };
  expect(apply(files)).toEqual({ 'core/a.lua': 'one\ndeux\nthree\n' });
  expect(() => apply({ ...files, series: 'a.patch\nb.patch\n' })).toThrow(
    "Debian's patch a.patch does not fit core/a.lua",
  );
});

test('bytes stay bytes, whatever their encoding and line ends', () => {
  const patched = apply({ series: 'a.patch\n', 'a.patch': change('core/a.lua', 'two', 'z\xc3\xbc\xff\r') });
  expect(patched).toEqual({ 'core/a.lua': 'one\nz\xc3\xbc\xff\r\nthree\n' });
});

test('a patch makes files and takes them away, and what the tree does not want is passed over', () => {
  const made = '--- /dev/null\n+++ b/util/new.lua\n@@ -0,0 +1,1 @@\n+new\n';
  const gone = '--- a/core/a.lua\n+++ /dev/null\n@@ -1,3 +0,0 @@\n-one\n-two\n-three\n';
  const other = change('prosody.cfg.lua.dist', 'this', 'that');
  expect(apply({ series: 'm\ng\no\n', m: made, g: gone, o: other })).toEqual({ 'util/new.lua': 'new\n' });
});

test('what is missing is named', () => {
  expect(() => apply({ series: 'none.patch\n' })).toThrow('no debian/patches/none.patch');
  expect(() => apply({})).toThrow('no debian/patches/series');
  const other = change('core/none.lua', 'two', 'zwei');
  expect(() => apply({ series: 'a.patch\n', 'a.patch': other })).toThrow('a.patch does not fit core/none.lua');
});
