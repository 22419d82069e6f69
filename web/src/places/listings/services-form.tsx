import type { JSX } from 'preact';
import { useState } from 'preact/hooks';
import type { FormProps } from './form-props.js';
import { PartForm } from './save-bar.js';
import { ServicesChoice } from './services-choice.js';
import { useUpdate } from './use-update.js';

/** What the place offers. True at once, and what stood there comes back with one press. */
export function ServicesForm({ listing, mayWrite, onSaved }: FormProps): JSX.Element {
  const writing = useUpdate(listing);
  const [services, setServices] = useState<string[]>(() => [...listing.services]);
  const save = async (): Promise<void> => {
    if (await writing.save({ services }, { services: listing.services })) onSaved();
  };
  return (
    <PartForm writing={writing} shown={['services']} mayWrite={mayWrite} onSave={() => void save()}>
      <ServicesChoice chosen={services} onChange={setServices} problems={writing.problems} />
    </PartForm>
  );
}
