import fc from 'fast-check';
import { expect, it, test } from 'vitest';
import { IdentityRegister } from './identity-register.ts';

it('tells a repeat from an id used again with other content', () => {
  const register = new IdentityRegister();
  expect(register.see('a|1', 'content')).toBe('new');
  expect(register.see('a|1', 'content')).toBe('repeat');
  expect(register.see('a|1', 'contenu')).toBe('conflict');
  expect(register.see('a|2', 'contenu')).toBe('new');
});

test('agrees with a plain map, also after it has grown', () => {
  const sight = fc.tuple(fc.integer({ min: 0, max: 9000 }).map(String), fc.constantFrom('x', 'y'));
  fc.assert(
    fc.property(fc.array(sight, { maxLength: 200 }), (sights) => {
      const register = new IdentityRegister();
      for (let i = 0; i < 3000; i++) register.see(`filler ${i}`, '');
      const plain = new Map<string, string>();
      for (const [key, content] of sights) {
        const known = plain.get(key);
        expect(register.see(key, content)).toBe(
          known === undefined ? 'new' : known === content ? 'repeat' : 'conflict',
        );
        if (known === undefined) plain.set(key, content);
      }
    }),
    { numRuns: 30 },
  );
});
