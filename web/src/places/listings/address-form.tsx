import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import { FindAreas } from '../../../generated/documents/find.js';
import { OwnAddress } from '../../../generated/documents/own-listings.js';
import type { OwnAddressQuery } from '../../../generated/graphql.js';
import { useAsk } from '../../ask/use-ask.js';
import { Whole } from '../../parts/states.js';
import { useWords } from '../../words/words.js';
import { ADDRESS_PATHS, addressFrom, NO_ADDRESS, type AddressDraft, type Area } from './address-draft.js';
import { AddressFields } from './address-fields.js';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { useUpdate } from './use-update.js';

type Known = NonNullable<OwnAddressQuery['listing']>['address'];

/** The door is asked for when it is looked at, not with the rest of the listing. */
export function AddressForm(props: FormProps): JSX.Element {
  const asked = useAsk(OwnAddress, { id: props.listing.id });
  return <Whole asked={asked}>{({ listing }) => listing && <AreaFirst {...props} known={listing.address} />}</Whole>;
}

/** An address names its area by a word: where the directory has one area of that name, it is that one; else she chooses. */
function AreaFirst(props: FormProps & { known: Known }): JSX.Element {
  const { area } = props.known;
  const asked = useAsk(FindAreas, area ? { text: area } : null);
  if (area === null) return <EditAddress {...props} area={null} />;
  return (
    <Whole asked={asked}>
      {({ areas }) => {
        const named = areas.filter(({ name }) => name === area);
        return <EditAddress {...props} area={named.length === 1 ? (named[0] ?? null) : null} />;
      }}
    </Whole>
  );
}

function EditAddress({
  listing,
  mayWrite,
  onSaved,
  known,
  area,
}: FormProps & { known: Known; area: Area | null }): JSX.Element {
  const say = useWords('listings');
  const writing = useUpdate(listing);
  const [before] = useState(() => draftOf(known, area));
  const [address, setAddress] = useState(before);
  const moved = address.line !== before.line || address.city !== before.city;
  const { latitude, longitude } = before;
  const hasOldPoint = latitude !== '' && (address.latitude === latitude || address.longitude === longitude);
  const save = async (): Promise<void> => {
    if (address.visibility !== null && (await writing.save({ address: addressFrom(address, address.visibility) })))
      onSaved();
  };
  return (
    <PartForm
      writing={writing}
      shown={ADDRESS_PATHS}
      mayWrite={mayWrite}
      saving={say('save.review')}
      onSave={() => void save()}
    >
      <AddressFields
        address={address}
        onChange={setAddress}
        problems={writing.problems}
        areaBefore={known.area ?? null}
        othersSee={known.visibilityToOthers}
        pointIsOld={moved && hasOldPoint}
      />
    </PartForm>
  );
}

const draftOf = (known: Known, area: Area | null): AddressDraft => ({
  ...NO_ADDRESS,
  area,
  line: known.line ?? '',
  city: known.city ?? '',
  postalCode: known.postalCode ?? '',
  region: known.region ?? '',
  country: known.country ?? '',
  latitude: known.latitude?.toString() ?? '',
  longitude: known.longitude?.toString() ?? '',
  meetingPoint: known.meetingPoint ?? '',
});
