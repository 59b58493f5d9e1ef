// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The commands of {@code deploy/local}: one of them a call. */
public final class Main {

    private static final int MANY = 20;

    private interface Action {
        int run(StackPlan plan, List<String> arguments) throws IOException;
    }

    private record Command(Usage usage, Action action) {}

    private static final Map<String, Command> COMMANDS = commands();

    private Main() {}

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("up", new Command(Usage.options("--detach", "--fresh", Up.KEYCLOAK, Up.SECURED_KAFKA), Up::run));
        commands.put("down", new Command(Usage.nothing(), (plan, arguments) -> new RunningStack(plan).down()));
        commands.put("status", new Command(Usage.nothing(), (plan, arguments) -> new RunningStack(plan).status()));
        commands.put("pause", new Command(Usage.words(1, MANY), (plan, names) -> new RunningStack(plan).pause(names)));
        commands.put(
                "resume", new Command(Usage.words(1, MANY), (plan, names) -> new RunningStack(plan).resume(names)));
        commands.put("token", new Command(Usage.words(1, 1), Inspect::token));
        commands.put("mail", new Command(Usage.nothing(), Inspect::mail));
        commands.put("persons", new Command(Usage.nothing(), Inspect::persons));
        commands.put("drill", new Command(Usage.oneOf("restore"), (plan, words) -> RestoreDrill.run(plan)));
        commands.put("dump", new Command(Usage.words(2, 2), UpgradeDump::run));
        return commands;
    }

    /** Runs {@code COMMAND ROOT [ARGUMENT …]} and ends with its exit status: 0 done, 1 it failed, 2 it was called wrongly. */
    public static void main(String[] args) throws IOException {
        System.exit(run(Arrays.asList(args)));
    }

    static int run(List<String> args) throws IOException {
        Command command = args.size() < 2 ? null : COMMANDS.get(args.get(0));
        if (command == null) {
            System.err.println("commands: " + String.join(", ", COMMANDS.keySet()));
            return 2;
        }
        List<String> arguments = args.subList(2, args.size());
        if (arguments.contains("--help") || arguments.contains("-h")) {
            System.out.print(Usage.text(args.get(0)));
            return 0;
        }
        Optional<String> fault = command.usage().fault(arguments);
        if (fault.isPresent()) {
            System.err.print(fault.get() + "\n\n" + Usage.text(args.get(0)));
            return 2;
        }
        Path root = Path.of(args.get(1)).toAbsolutePath().normalize();
        return command.action().run(StackPlan.documented(root), arguments);
    }
}
