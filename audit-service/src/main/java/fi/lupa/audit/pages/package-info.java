// SPDX-License-Identifier: Apache-2.0
/**
 * The frame of the auditor's pages: who is signed in, in which language, how a page looks, what a refusal looks like.
 *
 * <p>Invariant: a page holds no rule; a person is a caller by the access token of the session, verified as any other token is.
 *
 * <p>Neighbours: the pages themselves lie with what they show, in serving and extract; sessions are quarkus-oidc's.
 */
@NullMarked
package fi.lupa.audit.pages;

import org.jspecify.annotations.NullMarked;
