// SPDX-License-Identifier: Apache-2.0
package fi.lupa.preference.audience;

/** How a check ended. What is not COMPLETE is the code of the last line, and there is no receipt in the stream. */
enum CheckEnd {
    COMPLETE,
    CLIENT_DOES_NOT_READ,
    CLIENT_TOO_SLOW,
    CLIENT_GONE,
    INPUT_BROKEN,
    INPUT_EXPANDS_TOO_MUCH,
    LINE_WITHOUT_END,
    LASTS_TOO_LONG,
    RESULT_TOO_LARGE,
    DATABASE_UNAVAILABLE,
    INTERNAL
}
