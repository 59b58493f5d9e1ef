// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import java.util.List;

/** Body of {@code POST /v1/consents/batch}. */
record BatchRequest(@Required List<ConsentRequest> captures) {}
