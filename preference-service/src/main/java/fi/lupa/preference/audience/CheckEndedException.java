// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

import java.io.IOException;

/** Ends a check before its list is through. */
final class CheckEndedException extends IOException {

    private final CheckEnd end;

    CheckEndedException(CheckEnd end) {
        super(end.name());
        this.end = end;
    }

    CheckEnd end() {
        return end;
    }
}
