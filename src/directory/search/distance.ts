import type { IndexedPoint } from '../indexed-listing.js';

/** Mean radius of the earth. */
const RADIUS_KM = 6371.0088;
const RADIANS = Math.PI / 180;

/** Works out once what every measurement from or to a point needs. */
export function pointAt(latitude: number, longitude: number): IndexedPoint {
  const lat = latitude * RADIANS;
  return {
    latitude,
    longitude,
    radians: { latitude: lat, longitude: longitude * RADIANS, cosine: Math.cos(lat) },
  };
}

/** Kilometres along the great circle (haversine): within half a percent of the way a crow flies. */
export function kilometresBetween(a: IndexedPoint, b: IndexedPoint): number {
  const north = Math.sin((b.radians.latitude - a.radians.latitude) / 2);
  const east = Math.sin((b.radians.longitude - a.radians.longitude) / 2);
  const h = north * north + a.radians.cosine * b.radians.cosine * east * east;
  return 2 * RADIUS_KM * Math.asin(Math.min(1, Math.sqrt(h)));
}
