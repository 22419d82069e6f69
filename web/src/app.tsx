import type { ComponentType, JSX } from 'preact';
import { useEffect, useState } from 'preact/hooks';
import { Me } from '../generated/documents/signing-in.js';
import { ask, onSessionEnded } from './ask/ask.js';
import { Trouble } from './ask/trouble.js';
import { homeOf, placeAt, placesOf, type Place } from './places.js';
import { Loading, TroubleNotice } from './parts/states.js';
import { setSigned, signedNow, useSigned } from './reader.js';
import { followLinks, go, useAddress } from './router.js';
import { NotYours, Nothing, Shell } from './shell.js';
import { loadWords, useLanguage } from './words/words.js';

/** What stands in the window: a door for who is not signed in, or the place that the address names. */
export function App(): JSX.Element {
  const { path } = useAddress();
  useEffect(followLinks, []);
  const { reader, mustEnrol, locked } = useSigned();
  const trouble = useWhoIsThere();
  if (trouble) return <TroubleNotice trouble={trouble} again={() => location.reload()} />;
  if (reader === undefined) return <Loading />;
  const door = doorAt(path, { signed: reader !== null, mustEnrol, locked });
  if (door) return <Loaded key={door.name} from={door} />;
  const place = path === '/' ? undefined : placeAt(path);
  return <Shell current={place?.name}>{place ? <InPlace place={place} /> : <Nothing />}</Shell>;
}

/** A room with code and words of its own. */
type Room = Pick<Place, 'words' | 'load'> & { name: string };

const SIGN_IN: Room = {
  name: 'sign-in',
  words: ['sign-in'],
  load: async () => (await import('./places/sign-in/sign-in.js')).SignInPage,
};

const ENROL: Room = {
  name: 'enrol',
  words: ['account'],
  load: async () => (await import('./places/enrol/enrol.js')).Enrol,
};
const INVITATION: Room = {
  name: 'invitation',
  words: ['account'],
  load: async () => (await import('./places/link/link.js')).Invitation,
};
const RECOVERY: Room = {
  name: 'recovery',
  words: ['account'],
  load: async () => (await import('./places/link/link.js')).Recovery,
};

interface Standing {
  signed: boolean;
  mustEnrol: boolean;
  locked: boolean;
}

/** What has to be passed before a place opens; a link that somebody was given opens for who is not signed in. */
function doorAt(path: string, { signed, mustEnrol, locked }: Standing): Room | null {
  if (!signed && path === '/join') return INVITATION;
  if (!signed && path === '/return') return RECOVERY;
  if (!signed || locked) return SIGN_IN;
  return mustEnrol ? ENROL : null;
}

/** Asks once who is signed in, and hears of every session that ends. */
function useWhoIsThere(): Trouble | null {
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    ask(Me, {}).then(
      ({ me }) => {
        setSigned({ reader: me });
        if (me && location.pathname === '/') go(homeOf(me.roles), { replace: true });
      },
      (error: unknown) => setTrouble(error instanceof Trouble ? error : new Trouble('broken')),
    );
    return onSessionEnded((kind) => {
      if (!signedNow().reader) return;
      setSigned(kind === 'enrol-first' ? { mustEnrol: true } : { locked: true });
    });
  }, []);
  return trouble;
}

function InPlace({ place }: { place: Place }): JSX.Element {
  const { reader } = useSigned();
  if (!reader || !placesOf(reader.roles).includes(place)) return <NotYours />;
  return <Loaded key={place.name} from={place} />;
}

/** Loads a room with its words, also when another language is chosen, and shows it. */
function Loaded({ from }: { from: Room }): JSX.Element {
  const language = useLanguage();
  const [shown, setShown] = useState<{ Room: ComponentType; language: string } | null>(null);
  const [trouble, setTrouble] = useState<Trouble | null>(null);
  useEffect(() => {
    let wanted = true;
    Promise.all([from.load(), loadWords(from.words)]).then(
      ([Room]) => wanted && setShown({ Room, language }),
      () => wanted && setTrouble(new Trouble(navigator.onLine ? 'outdated' : 'offline')),
    );
    return () => {
      wanted = false;
    };
  }, [from, language]);
  if (trouble) return <TroubleNotice trouble={trouble} again={() => location.reload()} />;
  if (!shown) return <Loading />;
  return <shown.Room />;
}
