// SPDX-License-Identifier: Apache-2.0
package fi.lupa.audit.log;

import fi.lupa.platform.caller.Caller;

/** Breaks a rule on purpose: the log knows a caller. */
public record ServingInTheLog(Caller caller) {}
