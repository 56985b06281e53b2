/** The way between the two phones: servers that light up when the message comes by, and tokens. */
import type { CSSProperties } from 'react';
import type { HeroFrame, HeroToken, RoadStop } from './hero-frame.ts';
import { ROAD_STOPS } from './hero-frame.ts';
import { ROAD_PLACES } from './road-places.ts';

const LABELS: Readonly<Record<RoadStop, string>> = {
  'server-1': 'server 1',
  'server-7': 'server 7',
  redis: 'Redis',
  cassandra: 'Cassandra',
};

/** Between Ben's phone and a packet before it. */
const TEAR_X = 96;

export function HeroRoad({ frame }: { frame: HeroFrame }) {
  const { lights, tokens, isCut, isLost, clock } = frame;
  return (
    <div className="home-road" data-cut={isCut || undefined} aria-hidden="true">
      <RoadLines isCut={isCut} />
      {ROAD_STOPS.map((stop) => (
        <span key={stop} className="home-stop" data-light={lights[stop]} data-stop={stop}>
          <StopGlyph isStore={stop === 'redis' || stop === 'cassandra'} />
          <span className="home-stop-name">{LABELS[stop]}</span>
        </span>
      ))}
      {isCut && <span className="home-tear" />}
      {isLost && <span className="home-lost">✕</span>}
      {tokens.map((token) => (
        <RoadToken key={token.key} token={token} />
      ))}
      <span className="home-clock">{clock}</span>
    </div>
  );
}

function RoadToken({ token }: { token: HeroToken }) {
  return (
    <span
      className="home-token"
      data-look={token.look}
      data-aside={token.isAside || undefined}
      style={{ '--x': token.x, '--y': token.y } as CSSProperties}
    />
  );
}

function RoadLines({ isCut }: { isCut: boolean }) {
  const [one, seven] = [ROAD_PLACES['server-1'], ROAD_PLACES['server-7']];
  const stores = [ROAD_PLACES.redis, ROAD_PLACES.cassandra];
  return (
    <svg className="home-lines" viewBox="0 0 100 100" preserveAspectRatio="none">
      <path d={`M0 ${one.y}H${isCut ? TEAR_X - 2 : 100}`} />
      {isCut && <path d={`M${TEAR_X + 2} ${one.y}H100`} />}
      {stores.flatMap(({ x, y }) =>
        [one, seven].map((server) => (
          <path key={`${x} ${server.x}`} data-faint d={`M${server.x} ${server.y}L${x} ${y}`} />
        )),
      )}
    </svg>
  );
}

function StopGlyph({ isStore }: { isStore: boolean }) {
  return (
    <svg className="home-glyph" viewBox="0 0 24 24" width="24" height="24">
      {isStore ? (
        <path d="M4 6c0-1.7 3.6-3 8-3s8 1.3 8 3-3.6 3-8 3-8-1.3-8-3Zm0 0v12c0 1.7 3.6 3 8 3s8-1.3 8-3V6M4 12c0 1.7 3.6 3 8 3s8-1.3 8-3" />
      ) : (
        <path d="M5 4h14a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 19 11H5a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 5 4Zm0 9h14a1.5 1.5 0 0 1 1.5 1.5v4A1.5 1.5 0 0 1 19 20H5a1.5 1.5 0 0 1-1.5-1.5v-4A1.5 1.5 0 0 1 5 13ZM7.5 7.5v.01M7.5 16.5v.01" />
      )}
    </svg>
  );
}
