import { describe, expect, it } from 'vitest';
import { oneServer, sceneWith } from '../../playground/console/runtime/scene.ts';
import { senderName, senderOf } from '../../playground/console/runtime/senders.ts';

describe('sceneWith', () => {
  const who = (jids: readonly string[]) => {
    const { name, accounts, signsIn } = sceneWith(jids.map((as) => ({ as, xml: '' })));
    return { name, signsIn, all: accounts.map((account) => [account.name, account.jid]) };
  };

  it('is the usual scene for the usual cast', () => {
    const cast = ['romeo@montague.example/orchard', 'juliet@montague.example/balcony'];
    expect(sceneWith(cast.map((as) => ({ as, xml: '' })))).toEqual(oneServer);
  });

  it('signs in whoever is there and needed', () => {
    expect(who(['mercutio@montague.example/square']).signsIn).toEqual(['romeo', 'juliet', 'mercutio']);
  });

  it('adds a second device and others who have an account, with a name of their own', () => {
    const { all, signsIn } = who(['romeo@montague.example/phone', 'nurse@montague.example/home']);
    expect(all.slice(4)).toEqual([
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
    const unknown = [
      'nobody@montague.example/x',
      'romeo@elsewhere.example/x',
      '',
      '@',
      '/',
      'stranger@elsewhere.example',
    ];
    expect(sceneWith(unknown.map((as) => ({ as, xml: '' })))).toEqual(oneServer);
  });

  it('has whoever the stanzas register, without a password until the reader has set one', () => {
    const register = '<iq type="set"><query xmlns="jabber:iq:register"><username>benvolio</username></query></iq>';
    const { accounts } = sceneWith([
      { as: 'stranger@montague.example', xml: register },
      { as: 'benvolio@montague.example/home', xml: '<presence/>' },
    ]);
    expect(accounts.find(({ name }) => name === 'benvolio')).toMatchObject({ password: '' });
  });

  it('knows strangers by their host, and each of several', () => {
    const { name, accounts } = sceneWith([
      { as: 'stranger@montague.example', xml: '' },
      { as: 'stranger@montague.example/2', xml: '' },
      { as: 'stranger@capulet.example', xml: '' },
    ]);
    expect(name).toBe('two-servers');
    const strangers = accounts.filter(({ until }) => until === 'stream');
    expect(strangers.map((account) => [account.name, account.jid, senderName(account)])).toEqual([
      ['stranger', 'montague.example', 'stranger@montague.example'],
      ['stranger at capulet.example', 'capulet.example', 'stranger@capulet.example'],
      ['stranger/2', 'montague.example/2', 'stranger@montague.example/2'],
    ]);
    for (const account of strangers) expect(senderOf(accounts, senderName(account))).toBe(account);
  });

  it('signs nobody in for a recipe: its accounts connect at their first stanza', () => {
    const { accounts, signsIn } = sceneWith([{ as: 'romeo', xml: '<presence/>' }], { asRecipe: true });
    expect(signsIn).toEqual([]);
    expect(accounts.every(({ asRecipe }) => asRecipe)).toBe(true);
  });
});
