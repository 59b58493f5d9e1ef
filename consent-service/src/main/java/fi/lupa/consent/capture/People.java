// SPDX-License-Identifier: Apache-2.0
package fi.lupa.consent.capture;

import fi.lupa.consent.subject.OpenSubject;
import java.util.List;

/**
 * The subjects a recipient stands for.
 *
 * @param primary whom the request is about first: it gets the identifiers that nobody has, and its id is answered
 */
record People(OpenSubject primary, List<OpenSubject> all) {

    /** Keeps a copy. */
    People {
        all = List.copyOf(all);
    }
}
