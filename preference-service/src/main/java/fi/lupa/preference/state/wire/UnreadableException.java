// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import java.util.Optional;

/** Says that a value cannot be read; it carries no text of it. */
final class UnreadableException extends RuntimeException {

    private final RejectionReason reason;

    @SuppressWarnings("serial") // Never leaves the reader.
    private final Optional<CatalogueDoubt> doubt;

    UnreadableException(RejectionReason reason) {
        this(reason, Optional.empty());
    }

    /** Says also what of the catalogue is in doubt by it, where the record's key does not tell that alone. */
    UnreadableException(RejectionReason reason, Optional<CatalogueDoubt> doubt) {
        super(reason.name(), null, false, false);
        this.reason = reason;
        this.doubt = doubt;
    }

    Optional<CatalogueDoubt> doubt() {
        return doubt;
    }

    RejectionReason reason() {
        return reason;
    }
}
