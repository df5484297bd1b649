package io.flts.http.handle;

import io.flts.http.access.Role;
import io.flts.http.message.HttpAnswer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A method and a path that are answered.
 *
 * @param pattern path; a part in braces stands for anything
 */
record Route(String method, String pattern, Role role, Dialect dialect, Action action) {

  /** What answers. */
  interface Action {
    HttpAnswer answer(Exchange exchange) throws IOException;
  }

  /** The variable parts of a path, or {@code null} where the path is another. */
  @Nullable List<String> match(String path) {
    if (pattern.equals(path)) {
      return List.of();
    }
    if (pattern.indexOf('{') < 0) {
      return null;
    }
    String[] ours = pattern.split("/", -1);
    String[] theirs = path.split("/", -1);
    if (ours.length != theirs.length) {
      return null;
    }
    List<String> variables = new ArrayList<>();
    for (int i = 0; i < ours.length; i++) {
      if (ours[i].startsWith("{")) {
        variables.add(theirs[i]);
      } else if (!ours[i].equals(theirs[i])) {
        return null;
      }
    }
    return variables;
  }
}
