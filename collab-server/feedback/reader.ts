/**
 * Who signs what readers write into the living text: nobody whose account it is. Their city is what
 * they say it is, so it counts for no city of the network.
 */
export const reader = { accountId: 'reader', name: 'A reader' } as const
