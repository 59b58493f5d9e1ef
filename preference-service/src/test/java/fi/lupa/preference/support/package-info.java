// SPDX-License-Identifier: Apache-2.0
/** The stack under test, and a stand-in for the relay of consent-service: what it publishes has the contract's shapes. */
@NullMarked
package fi.lupa.preference.support;

import org.jspecify.annotations.NullMarked;
