// SPDX-License-Identifier: Apache-2.0
package fi.lupa.local.stack;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The commands of {@code deploy/local}: one of them a call. */
public final class Main {

    private interface Command {
        int run(StackPlan plan, List<String> arguments) throws IOException;
    }

    private static final Map<String, Command> COMMANDS = commands();

    private Main() {}

    private static Map<String, Command> commands() {
        Map<String, Command> commands = new LinkedHashMap<>();
        commands.put("up", Up::run);
        commands.put("down", (plan, arguments) -> new RunningStack(plan).down());
        commands.put("status", (plan, arguments) -> new RunningStack(plan).status());
        commands.put("pause", (plan, arguments) -> new RunningStack(plan).pause(arguments));
        commands.put("resume", (plan, arguments) -> new RunningStack(plan).resume(arguments));
        commands.put("token", Inspect::token);
        commands.put("mail", Inspect::mail);
        commands.put("persons", Inspect::persons);
        return commands;
    }

    /** Runs {@code COMMAND ROOT [ARGUMENT …]} and ends with its exit status: 0 done, 1 it failed, 2 it was called wrongly. */
    public static void main(String[] args) throws IOException {
        Command command = args.length < 2 ? null : COMMANDS.get(args[0]);
        if (command == null) {
            System.err.println("commands: " + String.join(", ", COMMANDS.keySet()));
            System.exit(2);
            return;
        }
        StackPlan plan = StackPlan.documented(Path.of(args[1]).toAbsolutePath().normalize());
        System.exit(command.run(plan, Arrays.asList(args).subList(2, args.length)));
    }
}
