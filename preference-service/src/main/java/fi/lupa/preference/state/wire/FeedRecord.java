// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state.wire;

import com.fasterxml.jackson.databind.node.ObjectNode;
import fi.lupa.preference.state.domain.Watermark;
import java.util.Optional;

/** What a record turned out to be. */
public sealed interface FeedRecord {

    Origin origin();

    /** Applies the case that fits. */
    <T> T fold(Cases<T> cases);

    /** One function for each kind of record. */
    interface Cases<T> {

        T state(State state);

        T catalogue(Catalogue catalogue);

        T mark(Mark mark);

        T ignored(Ignored ignored);

        T rejected(Rejected rejected);
    }

    /**
     * The whole state of a subject.
     *
     * @param json the record's value without the identifiers
     */
    record State(Origin origin, HeldState state, ObjectNode json) implements FeedRecord {

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.state(this);
        }
    }

    /** One version of a catalogue entry. */
    record Catalogue(Origin origin, CatalogueEntry entry) implements FeedRecord {

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.catalogue(this);
        }
    }

    /** The relay's word that everything up to a moment stands before it. */
    record Mark(Origin origin, Watermark watermark) implements FeedRecord {

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.mark(this);
        }
    }

    /** Something of a later version of the contract; counted and left alone. */
    record Ignored(Origin origin) implements FeedRecord {

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.ignored(this);
        }
    }

    /**
     * What cannot be read.
     *
     * @param subject whose state it would have been, where the key says so
     */
    record Rejected(Origin origin, Rejection rejection, Optional<SubjectKey> subject) implements FeedRecord {

        @Override
        public <T> T fold(Cases<T> cases) {
            return cases.rejected(this);
        }
    }
}
