package io.flts.core.pipeline;

import io.flts.api.error.ModelFormatException;
import io.flts.api.model.ModelReader;
import io.flts.api.model.ModelWriter;
import io.flts.api.parameter.Parameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Parameter values in a saved model, each with its type. */
final class TypedParameters {

  private TypedParameters() {}

  static void write(ModelWriter out, Parameters parameters) {
    for (Map.Entry<String, Object> entry : parameters.asMap().entrySet()) {
      writeValue(out.section(entry.getKey()), entry.getValue());
    }
  }

  private static void writeValue(ModelWriter out, Object value) {
    if (value instanceof Boolean flag) {
      out.flag("flag", flag);
    } else if (value instanceof Long whole) {
      out.integer("integer", whole);
    } else if (value instanceof Double real) {
      out.real("real", real);
    } else if (value instanceof List<?> list) {
      ModelWriter elements = out.section("list");
      int place = 0;
      for (Object element : list) {
        writeValue(elements.section(Integer.toString(place++)), element);
      }
    } else {
      out.text("text", (String) value);
    }
  }

  static Parameters read(ModelReader in) {
    Parameters parameters = Parameters.none();
    for (String name : in.keys()) {
      parameters = parameters.and(name, readValue(name, in.section(name)));
    }
    return parameters;
  }

  private static Object readValue(String name, ModelReader in) {
    String type = in.keys().isEmpty() ? "nothing" : in.keys().get(0);
    switch (type) {
      case "flag":
        return in.flag(type);
      case "integer":
        return in.integer(type);
      case "real":
        return in.real(type);
      case "text":
        return in.text(type);
      case "list":
        ModelReader elements = in.section(type);
        List<Object> list = new ArrayList<>();
        for (int place = 0; place < elements.keys().size(); place++) {
          list.add(readValue(name, elements.section(Integer.toString(place))));
        }
        return list;
      default:
        throw new ModelFormatException(
            "Saved model: parameter '"
                + name
                + "' is saved as '"
                + type
                + "', a type that this version does not know. The file is damaged or was written by a"
                + " newer version.");
    }
  }
}
