import type { JSX } from 'preact';
import { useEffect } from 'preact/hooks';
import { go, useAddress } from '../../router.js';
import { Desk } from './desk.js';
import { useWoman } from '../../her/in-hand.js';
import { Record } from './record.js';

/** Two rooms: the desk, where a record is found or opened, and the record of the woman in hand. No address says whose. */
export function Woman(): JSX.Element {
  const { path } = useAddress();
  const [woman] = useWoman();
  const record = path === '/woman/record';
  useEffect(() => {
    if (record && !woman) go('/woman', { replace: true });
  }, [record, woman]);
  return record && woman ? <Record key={woman.id} woman={woman} /> : <Desk />;
}
