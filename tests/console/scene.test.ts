import { describe, expect, it } from 'vitest';
import { oneServer, sceneWith } from '../../playground/console/runtime/scene.ts';

describe('sceneWith', () => {
  const who = (jids: readonly string[]) => {
    const { name, accounts, signsIn } = sceneWith(jids);
    return { name, signsIn, all: accounts.map((account) => [account.name, account.jid]) };
  };

  it('is the usual scene for the usual cast', () => {
    const scene = sceneWith(['romeo@montague.example/orchard', 'juliet@montague.example/balcony']);
    expect(scene).toEqual(oneServer);
  });

  it('signs in whoever is there and needed', () => {
    expect(who(['mercutio@montague.example/square']).signsIn).toEqual(['romeo', 'juliet', 'mercutio']);
  });

  it('adds a second device and others who have an account, with a name of their own', () => {
    const { all, signsIn } = who(['romeo@montague.example/phone', 'nurse@montague.example/home']);
    expect(all.slice(3)).toEqual([
      ['romeo/phone', 'romeo@montague.example/phone'],
      ['nurse', 'nurse@montague.example/home'],
    ]);
    expect(signsIn).toEqual(['romeo', 'juliet', 'romeo/phone', 'nurse']);
  });

  it('takes both servers when the other one is needed, and tells the two juliets apart', () => {
    const { name, all } = who(['juliet@capulet.example/balcony', 'juliet@montague.example/balcony']);
    expect(name).toBe('two-servers');
    expect(all.filter(([, jid]) => jid?.startsWith('juliet'))).toEqual([
      ['juliet', 'juliet@capulet.example/balcony'],
      ['juliet/balcony', 'juliet@montague.example/balcony'],
    ]);
  });

  it('leaves out whom no server here knows', () => {
    expect(sceneWith(['nobody@montague.example/x', 'romeo@elsewhere.example/x', '', '@', '/'])).toEqual(oneServer);
  });
});
