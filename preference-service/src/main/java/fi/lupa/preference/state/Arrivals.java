// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.state;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;

/** Lets a question wait for what it must have seen, without holding a thread. */
public interface Arrivals {

    /**
     * Returns whether the condition came true before the limit passed. It is looked at now, after each batch that the tailer took
     * in, and once more at the end; the stage completes on any thread.
     */
    CompletionStage<Boolean> await(BooleanSupplier condition, Duration limit);
}
