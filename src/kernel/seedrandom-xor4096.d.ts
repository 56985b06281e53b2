/** The one generator of seedrandom that we load; its package describes only the whole bundle. */
declare module 'seedrandom/lib/xor4096.js' {
  export default function xor4096(seed: string): { int32(): number };
}
