// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import fi.lupa.local.stack.demo.Api;
import fi.lupa.local.stack.demo.DemoSeeder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * A stack with the demo tenants, on free ports and from empty data: one that all system tests of this JVM share, or one of a test's own for
 * what would harm the others.
 */
final class StartedStack implements AutoCloseable {

    static final Path ROOT = Path.of(System.getProperty("lupa.root"));
    private static final Path TARGET = ROOT.resolve("deploy/local/stack/target");

    private final SpanReceiver spans = new SpanReceiver();
    private final Stack stack;
    private final Api api;

    private StartedStack(Path data, Set<Variant> variants) {
        try {
            Folder.delete(data);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        StackPlan plan = StackPlan.onFreePorts(ROOT, data).with(variants).tracedTo(spans.url());
        stack = Stack.start(plan, System.out::println);
        api = new Api(stack::token);
        new DemoSeeder(api, stack.url(Service.CONSENT)).seed();
        Runtime.getRuntime().addShutdownHook(new Thread(stack::close));
    }

    private static final class Once {
        private static final StartedStack INSTANCE = new StartedStack(TARGET.resolve("system-stack"), Set.of());
    }

    /** The stack that all share, calm whatever the tests before did to it. */
    static StartedStack get() {
        Once.INSTANCE.calm();
        return Once.INSTANCE;
    }

    /** A stack that the caller closes. */
    static StartedStack own(String name) {
        return own(name, Set.of());
    }

    /** A stack with these variants that the caller closes. */
    static StartedStack own(String name, Set<Variant> variants) {
        return new StartedStack(TARGET.resolve(name), variants);
    }

    Stack stack() {
        return stack;
    }

    Api api() {
        return api;
    }

    /** The collector that the services send their spans to. */
    SpanReceiver spans() {
        return spans;
    }

    /** What somebody who uses the product as this client can do. */
    Caller as(String client, String controller) {
        return new Caller(stack, api, client, controller);
    }

    /** Waits until what other tests did to the stack is over: three writes in a row are seen at once by whoever asks. */
    void calm() {
        Caller tool = as("marketing-tool", "kysely");
        int[] inARow = {0};
        Waiting.until(() -> {
            Api.Answer written = tool.withdraws(FirstPathIT.somebody(), "product-updates");
            boolean seen = written.isSuccess()
                    && tool.asks(FirstPathIT.somebody(), "product-updates", FirstPathIT.revision(written))
                            .isSuccess();
            inARow[0] = seen ? inARow[0] + 1 : 0;
            return inARow[0] >= 3;
        });
    }

    /** Ends a stack of a test's own. */
    @Override
    public void close() {
        stack.close();
        spans.close();
    }

    /** The log files of everything that runs. */
    List<Path> logFiles() {
        return stack.parts().stream().map(part -> part.logFile()).toList();
    }
}
