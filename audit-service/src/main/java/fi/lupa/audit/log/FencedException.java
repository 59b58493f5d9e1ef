// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

/** Another sequencer has committed a batch since this one read the newest: this one knows nothing any more and must start over. */
final class FencedException extends RuntimeException {

    FencedException(long known, long newest) {
        super("the newest batch is " + newest + ", not " + known);
    }
}
