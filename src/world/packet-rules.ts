/** What a plan does to single packets: the nth of a type is lost, or held up. */

/** Strikes the nth packet of a type, and of a message when one is named. */
export interface PacketRule {
  readonly packet: string;
  readonly message: string;
  readonly nth: number;
  seen: number;
}

export interface DelayRule extends PacketRule {
  readonly addMs: number;
}

export function isRuledOut(rules: readonly PacketRule[], type: string, message: string): boolean {
  let out = false;
  for (const rule of rules) if (strikes(rule, type, message)) out = true;
  return out;
}

export function heldUpMs(rules: readonly DelayRule[], type: string, message: string): number {
  let addMs = 0;
  for (const rule of rules) if (strikes(rule, type, message)) addMs += rule.addMs;
  return addMs;
}

/** Counts a packet that leaves now; answers whether it is the one that the rule names. */
function strikes(rule: PacketRule, type: string, message: string): boolean {
  if (rule.packet !== type || (rule.message !== '' && rule.message !== message)) return false;
  rule.seen++;
  return rule.seen === rule.nth;
}
