// SPDX-License-Identifier: Apache-2.0
package fi.lupa.platform.problem;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes a stack trace without any message: parsers and drivers quote what people sent in theirs. */
public final class StackText {

    private static final int FRAMES = 40;

    private StackText() {}

    /** Returns class names and frames of the failure and its causes. */
    public static String of(Throwable failure) {
        StringBuilder text = new StringBuilder(1024);
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable cause = failure; cause != null && seen.add(cause); cause = cause.getCause()) {
            text.append(cause.getClass().getName()).append('\n');
            StackTraceElement[] frames = cause.getStackTrace();
            for (int i = 0; i < Math.min(FRAMES, frames.length); i++) {
                text.append("\tat ").append(frames[i]).append('\n');
            }
        }
        return text.toString();
    }
}
