/** A plan as a file holds it: what `sweep --json` prints of the shortest story, and what runs again. */
import * as z from 'zod/mini';

const text = (most: number) => z.string().check(z.maxLength(most));
const whole = (least: number) => z.number().check(z.int(), z.gte(least));

const conversation = text(40);

const operation = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('type'), conversation, text: text(500) }),
  z.strictObject({ act: z.literal('attach'), conversation, text: text(500), bytes: whole(0) }),
  z.strictObject({ act: z.enum(['open', 'acceptKeys']), conversation }),
  z.strictObject({ act: z.literal('add'), conversation, user: text(40) }),
  z.strictObject({ act: z.literal('airplane'), on: z.boolean() }),
  z.strictObject({ act: z.literal('watch'), user: text(40) }),
  z.strictObject({
    act: z.enum(['background', 'foreground', 'suspend', 'kill', 'launch', 'reinstall', 'unlink']),
  }),
]);

const node = text(40);
const peer = z.optional(node);
const packet = { packet: text(40), message: z.optional(text(80)), nth: whole(1) };

const action = z.discriminatedUnion('do', [
  z.strictObject({ do: z.literal('operate'), phone: node, operation }),
  z.strictObject({
    do: z.literal('crash'),
    node,
    how: z.optional(z.enum(['machine', 'process'])),
  }),
  z.strictObject({ do: z.enum(['restart', 'pause', 'resume']), node }),
  z.strictObject({ do: z.enum(['cut', 'heal']), node, peer }),
  z.strictObject({ do: z.literal('slow'), node, peer, addMs: z.number() }),
  z.strictObject({ do: z.literal('skew'), node, skewMs: z.number() }),
  z.strictObject({ do: z.literal('drop'), ...packet }),
  z.strictObject({ do: z.literal('delay'), ...packet, addMs: z.number() }),
  z.strictObject({
    do: z.literal('knob'),
    key: text(80),
    value: z.union([z.number(), text(80)]),
  }),
]);

export const planSchema = () =>
  z.strictObject({
    items: z.array(z.strictObject({ id: text(200), atUs: whole(0), action })),
  });
