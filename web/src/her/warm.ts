import type { Assistance, Companion, HandoverInput, Transport } from '../../generated/graphql.js';
import { instantOf, localOf } from '../words/network-time.js';

/** The warm part as it stands in a form; empty: not settled yet. */
export interface Warm {
  assistance: Assistance | '';
  companion: Companion | '';
  transport: Transport | '';
  childcare: 'yes' | 'no' | '';
  meetingPoint: string;
  meetAt: string;
  callBack: string;
}

export const NOTHING_WARM: Warm = {
  assistance: '',
  companion: '',
  transport: '',
  childcare: '',
  meetingPoint: '',
  meetAt: '',
  callBack: '',
};

/** What was settled before, to be changed. */
export function warmOf(handover: HandoverInput | null | undefined): Warm {
  const { assistance, companion, transport, childcareArranged, meetingPoint, meetAt, callBack } = handover ?? {};
  return {
    assistance: assistance ?? '',
    companion: companion ?? '',
    transport: transport ?? '',
    childcare: typeof childcareArranged === 'boolean' ? (childcareArranged ? 'yes' : 'no') : '',
    meetingPoint: meetingPoint ?? '',
    meetAt: localOf(meetAt),
    callBack: callBack ?? '',
  };
}

export function handoverOf(warm: Warm): Omit<Required<HandoverInput>, 'stillWithHerWhenReceived'> {
  const { assistance, companion, transport, childcare } = warm;
  return {
    assistance: assistance || null,
    companion: companion || null,
    transport: transport || null,
    childcareArranged: childcare === '' ? null : childcare === 'yes',
    meetingPoint: warm.meetingPoint.trim() || null,
    meetAt: instantOf(warm.meetAt),
    callBack: warm.callBack.trim() || null,
  };
}
