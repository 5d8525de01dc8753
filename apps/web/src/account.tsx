import { AccountPage } from './features/sessions/account-page.tsx'
import { Subscriptions } from './features/users/subscriptions.tsx'

/** Two features on one page meet here: where I am logged in, and what I am told of by e-mail. */
export const Account = () => <AccountPage Subscriptions={Subscriptions} />
