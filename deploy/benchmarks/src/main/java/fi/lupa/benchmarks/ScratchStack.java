// SPDX-License-Identifier: Apache-2.0
package fi.lupa.benchmarks;

import fi.lupa.local.infrastructure.StartFailedException;
import fi.lupa.local.stack.Service;
import fi.lupa.local.stack.Stack;
import fi.lupa.local.stack.StackPlan;
import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;

/** A stack of a figure's own: from empty data, on free ports, gone afterwards. */
final class ScratchStack {

    private ScratchStack() {}

    /** What is measured on it. */
    interface Work {
        void on(Stack stack) throws IOException, SQLException;
    }

    /** What its data must hold before it starts. */
    interface Preparation {
        void of(Path data) throws SQLException;
    }

    /** Starts it, does the work and takes everything away, whatever came of it. */
    static void run(Bench bench, Work work) throws IOException {
        run(bench, data -> {}, work);
    }

    /** The same, with something done to the empty folder first. */
    static void run(Bench bench, Preparation preparation, Work work) throws IOException {
        Path data = folder(bench.root());
        Folders.delete(data);
        bench.say("Starting a stack of its own ...");
        try {
            preparation.of(data);
            try (Stack stack = Stack.start(StackPlan.onFreePorts(bench.root(), data), line -> {})) {
                work.on(stack);
            }
        } catch (StartFailedException e) {
            throw new NotPossibleException("The stack for this figure did not start. " + e.getMessage());
        } catch (SQLException e) {
            throw new IOException(e);
        } finally {
            Folders.delete(data);
        }
    }

    /** Where everything of it is, and what a figure keeps beside it. */
    static Path folder(Path root) {
        return root.resolve("deploy/benchmarks/target/scratch-stack");
    }

    /** Gives it the demo's tenants. */
    static void seed(Stack stack) {
        new DemoSeeder(new Api(stack.issuer()), stack.url(Service.CONSENT)).seed();
    }
}
