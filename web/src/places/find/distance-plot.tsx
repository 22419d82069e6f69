import type { JSX } from 'preact';
import { numberOf } from '../../words/when.js';
import { useWords } from '../../words/words.js';
import type { Found } from './found.js';

const WIDTH = 320;
const EDGE = 16;
/** How far around its middle an area is drawn: that is as much as anybody is told. */
const AREA_KM = 1.5;

/** How far away the places lie, on one line: a dot for a door, a bar for an area. No street, no map of anybody else's. */
export function DistancePlot({ found }: { found: readonly Found[] }): JSX.Element | null {
  const say = useWords('find');
  const known = found.filter(({ distanceKm }) => typeof distanceKm === 'number');
  if (known.length < 2) return null;
  const shown = known.filter(({ listing }) => listing.address.visibility !== 'HIDDEN');
  const longest = Math.max(1, ...shown.map(({ distanceKm }) => distanceKm ?? 0)) * 1.1;
  const at = (km: number): number => EDGE + (km / longest) * (WIDTH - 2 * EDGE);
  const leftOff = found.length - shown.length;
  return (
    <figure class="plot" dir="ltr">
      <svg viewBox={`0 0 ${WIDTH} 56`} role="img" aria-label={say('plot', { count: shown.length })}>
        <line x1={EDGE} x2={WIDTH - EDGE} y1="30" y2="30" class="plot-line" />
        <circle cx={EDGE} cy="30" r="4" class="plot-here" />
        {shown.map(({ listing, distanceKm }) =>
          listing.address.visibility === 'FULL' ? (
            <circle key={listing.id} cx={at(distanceKm ?? 0)} cy="30" r="6" class="plot-door">
              <title>{listing.name}</title>
            </circle>
          ) : (
            <rect
              key={listing.id}
              x={at(Math.max(0, (distanceKm ?? 0) - AREA_KM))}
              width={Math.max(12, at(AREA_KM) - at(0)) * 2}
              y="20"
              height="20"
              rx="10"
              class="plot-area"
            >
              <title>{listing.name}</title>
            </rect>
          ),
        )}
        <text x={EDGE} y="52" text-anchor="middle">
          0
        </text>
        <text x={WIDTH - EDGE} y="52" text-anchor="end">
          {say('km', { km: numberOf(longest, { maximumFractionDigits: 1 }) })}
        </text>
      </svg>
      <figcaption class="small" dir="auto">
        {say('plot.caption')}
        {leftOff > 0 && ` ${say('plot.leftOff', { count: leftOff })}`}
      </figcaption>
    </figure>
  );
}
