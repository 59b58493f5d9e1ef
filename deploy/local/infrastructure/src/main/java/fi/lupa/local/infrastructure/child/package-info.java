// SPDX-License-Identifier: Apache-2.0
/**
 * The main classes of the child processes: each starts one server, says when it is ready and ends when its owner is gone.
 * A child never outlives its owner, also when the owner was killed: it watches its own parent process.
 * Started by the classes of the parent package through a class path of their own; never loaded in the user's JVM.
 */
@NullMarked
package fi.lupa.local.infrastructure.child;

import org.jspecify.annotations.NullMarked;
